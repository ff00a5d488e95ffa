package io.fanfare.house.planted.queues.rules;

import io.fanfare.house.planted.queues.engine.RuleThatKnowsItsService;

/** A judgment that imports its engine. */
public final class JudgmentThatKnowsItsEngine {

  private final RuleThatKnowsItsService engine = new RuleThatKnowsItsService();

  @Override
  public String toString() {
    return engine.time().toString();
  }
}
