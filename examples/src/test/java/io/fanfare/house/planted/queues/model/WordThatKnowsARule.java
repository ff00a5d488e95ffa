package io.fanfare.house.planted.queues.model;

import io.fanfare.house.planted.queues.engine.RuleThatKnowsItsService;

/** A word that imports a rule. */
final class WordThatKnowsARule {

  private final RuleThatKnowsItsService rule = new RuleThatKnowsItsService();

  @Override
  public String toString() {
    return rule.time().toString();
  }
}
