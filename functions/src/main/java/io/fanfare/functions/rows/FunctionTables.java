package io.fanfare.functions.rows;

import io.fanfare.core.Table;

/** The tables of the functions. */
public final class FunctionTables {

  /** A row a mapping, by an id: its queue, its function, and what was chosen of it. */
  public static final Table MAPPINGS = Table.of("event-source-mappings");

  private FunctionTables() {}
}
