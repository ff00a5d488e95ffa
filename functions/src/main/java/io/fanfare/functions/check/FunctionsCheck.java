package io.fanfare.functions.check;

import static io.fanfare.functions.rows.FunctionTables.MAPPINGS;

import io.fanfare.core.Table;
import io.fanfare.functions.rows.MappingRecord;
import io.fanfare.store.Finding;
import io.fanfare.store.RowCheck;
import io.fanfare.store.RowLook;
import io.fanfare.store.StoredRows;
import java.util.List;
import java.util.function.Consumer;

/** Looks at the rows of mappings: whether each can be read. */
public final class FunctionsCheck implements RowCheck {

  @Override
  public List<Table> tables() {
    return List.of(MAPPINGS);
  }

  @Override
  public void check(StoredRows rows, Consumer<Finding> findings) {
    RowLook look = new RowLook(rows, findings);
    look.each(
        MAPPINGS,
        row -> MappingRecord.decode(row.key().owner(), row.value()),
        (row, mapping) -> look.number(MAPPINGS, row.key(), row.key().owner()));
  }
}
