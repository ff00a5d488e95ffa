package io.fanfare.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.mv.file.Cell;
import java.util.HexFormat;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;

/** The rows that only the store sees have the bytes that ROWS.md says. */
class OwnRowsTest {

  private static final String COUNT = "0000000000000002";
  private static final String CEILING = "0000000000100001";
  private static final String GENERATION = "000000000000000100000000000000020000000000000003";
  private static final Table SHARED = Table.ofBodies("shared");
  private static final Key KEY = Key.of(7);

  @Test
  void aCountSaysHowOftenARowIsRetained() {
    Change retain = Change.retain(SHARED, KEY, new byte[] {1});
    List<Change> changes = ReferenceCounts.resolve(retain, cell("0000000000000001"));
    assertEquals(COUNT, HexFormat.of().formatHex(((Change.Put) changes.get(0)).value()));
    assertEquals("shared.holders", changes.get(0).table().name());
    Change release = Change.release(SHARED, KEY);
    assertEquals(1, ReferenceCounts.resolve(release, cell(COUNT)).size());
  }

  @Test
  void theCeilingIsReadAgain() {
    try (MVStore store = new MVStore.Builder().open()) {
      Tables tables = new Tables(store);
      tables.setSequenceCeiling(0x100001);
      assertEquals(0x100001, tables.sequenceCeiling());
      tables.change("fanfare", Key.of(1), Cell.of(Key.of(1), bytes(CEILING)));
      assertEquals(0x100001, tables.sequenceCeiling());
    }
  }

  @Test
  void aGenerationIsReadAgain() {
    Generation generation = new Generation(1, 2, 3);
    assertEquals(GENERATION, HexFormat.of().formatHex(generation.cell().bytes()));
    Cell cell = Cell.of(Generation.KEY, bytes(GENERATION));
    assertEquals(generation, Generation.of("file", cell));
  }

  private static Cell cell(String hex) {
    return Cell.of(KEY, bytes(hex));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
