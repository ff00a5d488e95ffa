package io.fanfare.core;

import java.util.List;

/** Who takes in the rows that a {@link RowsWanted} asks for. */
public interface Loader {

  /** Takes in rows as they were when they were asked for; ignores an outdated wish. */
  void loaded(RowsWanted wanted, List<Row> rows);

  /** Gives up a wish for rows whose read failed; it is wished again. */
  void loadFailed(RowsWanted wanted);
}
