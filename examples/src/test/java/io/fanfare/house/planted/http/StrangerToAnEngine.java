package io.fanfare.house.planted.http;

import io.fanfare.house.planted.queues.engine.RuleThatKnowsItsService;

/** A class of the wire that reaches past a service for its engine. */
final class StrangerToAnEngine {

  private final RuleThatKnowsItsService rule = new RuleThatKnowsItsService();

  @Override
  public String toString() {
    return rule.time().toString();
  }
}
