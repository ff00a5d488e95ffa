package io.fanfare.broker.command;

import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.functions.check.FunctionsCheck;
import io.fanfare.queues.check.QueuesCheck;
import io.fanfare.seal.MasterKeyRows;
import io.fanfare.seal.MasterKeys;
import io.fanfare.seal.Place;
import io.fanfare.seal.SealCheck;
import io.fanfare.store.Finding;
import io.fanfare.store.RowCheck;
import io.fanfare.store.RowLook;
import io.fanfare.store.StoredRows;
import io.fanfare.topics.check.TopicsCheck;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all floors know of their rows, and what the broker itself knows of those of keys. */
final class CheckedRows implements RowCheck {

  private final SealCheck seals;

  private CheckedRows(SealCheck seals) {
    this.seals = seals;
  }

  /** All there is to look at, with {@code keys} if there is a key file. */
  static List<RowCheck> all(@Nullable MasterKeys keys) {
    SealCheck seals = new SealCheck(keys);
    return List.of(
        new QueuesCheck(seals),
        new TopicsCheck(seals),
        new FunctionsCheck(),
        new CheckedRows(seals));
  }

  @Override
  public List<Table> tables() {
    return List.of(MasterKeyRows.TABLE);
  }

  /** Looks at the rows of master keys; the last to be asked, it tells what was not opened. */
  @Override
  public void check(StoredRows rows, Consumer<Finding> findings) {
    RowLook look = new RowLook(rows, findings);
    look.each(
        MasterKeyRows.TABLE,
        row -> seals.open(row.value(), Place.of(MasterKeyRows.TABLE, row.key())),
        (row, opened) -> judge(look, row.key(), opened));
    if (seals.unopened() > 0) {
      findings.accept(
          Finding.remark(
              "For want of their keys %d sealed rows were not opened; --keys tells where they are"
                  .formatted(seals.unopened())));
    }
  }

  private static void judge(RowLook look, Key key, Optional<byte[]> opened) {
    if (opened.filter(nothing -> nothing.length > 0).isPresent()) {
      look.damage(MasterKeyRows.TABLE, key, "it holds something");
    }
  }
}
