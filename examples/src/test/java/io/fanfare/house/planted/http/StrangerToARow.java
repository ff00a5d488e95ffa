package io.fanfare.house.planted.http;

import io.fanfare.house.planted.queues.rows.RowThatKnowsAJudgment;

/** A class of the wire that reaches past a service for its rows. */
final class StrangerToARow {

  private final RowThatKnowsAJudgment row = new RowThatKnowsAJudgment();

  @Override
  public String toString() {
    return row.toString();
  }
}
