package io.fanfare.house.planted.queues.rows;

import io.fanfare.house.planted.queues.rules.JudgmentThatKnowsItsEngine;

/** A row that imports a judgment. */
public final class RowThatKnowsAJudgment {

  private final JudgmentThatKnowsItsEngine judgment = new JudgmentThatKnowsItsEngine();

  @Override
  public String toString() {
    return judgment.toString();
  }
}
