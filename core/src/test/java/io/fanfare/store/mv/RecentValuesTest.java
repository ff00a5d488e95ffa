package io.fanfare.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Young bodies stay in the heap, within their budget. */
final class RecentValuesTest {

  private static final Table BODIES = Table.ofBodies("bodies");
  private static final Table SHARED = Table.ofBodies("shared");
  private static final long BUDGET = 100_000;

  private final RecentValues recent = new RecentValues(BUDGET);

  @Test
  void theLowestAreGivenUpFirst() {
    for (int i = 0; i < 10_000; i++) {
      put(i);
      recent.giveUp();
      assertTrue(recent.bytes() <= BUDGET);
    }
    assertNull(recent.get(BODIES, Key.of(9_000)));
    assertNotNull(recent.get(BODIES, Key.of(9_999)));
    assertNotNull(recent.get(BODIES, Key.of(9_950)));
  }

  @Test
  void gapsAndLateComersAreGivenUpToo() {
    put(5_000_000_000L);
    put(7);
    for (long i = 1L << 40; i < (1L << 40) + 1_000; i++) {
      put(i);
      recent.giveUp();
    }
    assertTrue(recent.bytes() <= BUDGET);
    assertNull(recent.get(BODIES, Key.of(7)));
    assertNull(recent.get(BODIES, Key.of(5_000_000_000L)));
  }

  @Test
  void theLowestOfAllTablesIsGivenUpFirst() {
    put(1);
    for (int i = 2; i < 200; i++) {
      recent.note(List.of(Change.retain(SHARED, Key.of(i), new byte[1_000])));
      recent.note(List.of(Change.retain(SHARED, Key.of(i), new byte[1_000])));
      recent.giveUp();
    }
    put(200);
    recent.giveUp();
    assertTrue(recent.bytes() <= BUDGET && recent.bytes() > BUDGET / 2);
    assertNull(recent.get(BODIES, Key.of(1)));
    assertNull(recent.get(SHARED, Key.of(2)));
    assertNotNull(recent.get(SHARED, Key.of(199)));
    assertNotNull(recent.get(BODIES, Key.of(200)));
  }

  @Test
  void whatIsRemovedTakesNothing() {
    put(1);
    put(1);
    recent.note(List.of(Change.remove(BODIES, Key.of(1)), Change.remove(BODIES, Key.of(2))));
    assertEquals(0, recent.bytes());
    assertNull(recent.get(BODIES, Key.of(1)));
  }

  @Test
  void rowsAreNotKept() {
    recent.note(List.of(Change.put(Table.of("rows"), Key.of(1), new byte[10])));
    assertEquals(0, recent.bytes());
  }

  private void put(long sequence) {
    recent.note(List.of(Change.put(BODIES, Key.of(sequence), new byte[1_000])));
  }
}
