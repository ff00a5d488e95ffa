package io.fanfare.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where records go in the ring of a journal, and that none goes where another is kept. */
final class JournalSpaceTest {

  private static final long SEED = Long.getLong("fanfare.seed", System.nanoTime());
  private static final int SIZE = 100;

  @Test
  void recordsGoOnAtTheBeginningOnceItIsReleased() {
    JournalSpace space = new JournalSpace(SIZE);
    assertEquals(0, space.place(40));
    assertEquals(40, space.used());
    space.turn();
    assertEquals(0, space.used());
    assertEquals(40, space.place(40));
    assertEquals(-1, space.place(30));
    space.release();
    assertEquals(0, space.place(30));
    assertEquals(-1, space.place(10));
    assertEquals(30, space.place(9));
    assertEquals(79, space.used());
    space.turn();
    space.release();
    assertEquals(0, space.place(SIZE));
    assertEquals(-1, space.place(1));
    space.clear();
    assertEquals(-1, space.place(SIZE + 1));
    assertEquals(-1, space.place(Long.MAX_VALUE));
    assertEquals(0, space.place(1));
  }

  private record Piece(int start, int end, int generation) {}

  @Test
  void noRecordTakesThePlaceOfOneThatIsKept() {
    Random random = new Random(SEED);
    JournalSpace space = new JournalSpace(SIZE);
    List<Piece> kept = new ArrayList<>();
    int generation = 0;
    boolean released = true;
    int placed = 0;
    for (int i = 0; i < 100_000; i++) {
      int present = generation;
      int bytes = 1 + random.nextInt(SIZE / (random.nextBoolean() ? 2 : 8));
      int place = space.place(bytes);
      if (place >= 0) {
        Piece piece = new Piece(place, place + bytes, present);
        assertTrue(piece.end <= SIZE);
        assertTrue(
            kept.stream().allMatch(other -> other.end <= piece.start || piece.end <= other.start),
            () -> piece + " in " + kept + ", -Dfanfare.seed=" + SEED);
        kept.add(piece);
        placed++;
      }
      if (!released && random.nextInt(4) == 0) {
        space.release();
        kept.removeIf(piece -> piece.generation < present);
        released = true;
      } else if (released && random.nextInt(4) == 0) {
        space.turn();
        generation++;
        released = false;
      } else if (random.nextInt(40) == 0) {
        space.clear();
        kept.clear();
        generation++;
        released = true;
      }
    }
    assertTrue(placed > 10_000, placed + " placed, -Dfanfare.seed=" + SEED);
  }
}
