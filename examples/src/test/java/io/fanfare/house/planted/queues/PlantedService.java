package io.fanfare.house.planted.queues;

import io.fanfare.house.planted.queues.engine.RuleThatKnowsItsService;

/** A service, which may know its engine. */
public final class PlantedService {

  /** The engine's name. */
  public String engine() {
    return RuleThatKnowsItsService.class.getName();
  }
}
