package io.fanfare.store;

import io.fanfare.core.Table;
import java.util.List;
import java.util.function.Consumer;

/** What a floor knows of its rows: which there are, how they are read, and what refers to what. */
public interface RowCheck {

  /** The tables that it looks at. */
  List<Table> tables();

  /** Looks at all of {@code rows} in its tables, and tells {@code findings} what is wrong. */
  void check(StoredRows rows, Consumer<Finding> findings);
}
