package io.fanfare.store.mv.cleaning;

import io.fanfare.store.mv.file.BarrierFileStore;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.SFChunk;

/** The choice of the chunks that are to be written anew. */
final class Victims {

  /** A chunk fuller than this in percent costs more than it gives back. */
  private static final int FILL_PERCENT = 75;

  /** What was just written may still die by itself. */
  private static final int LEAST_AGE = 2;

  private static final int GROWN_AGE = 8;
  private static final int MOST = 64;

  private final BarrierFileStore file;
  private final Set<Integer> excluded = new HashSet<>();

  Victims(BarrierFileStore file) {
    this.file = file;
  }

  /** The ids of chunks that are never chosen. */
  Collection<Integer> excluded() {
    return excluded;
  }

  /**
   * The chunks that give back most for what they cost, those first that have been as they are for
   * long: what is young still loses much by itself. This is the cost-benefit policy of
   * log-structured file systems (Rosenblum and Ousterhout, 1992).
   */
  List<SFChunk> sparse(long version) {
    return file.chunks().stream()
        .filter(chunk -> isCandidate(chunk, version - LEAST_AGE) && fill(chunk) <= FILL_PERCENT)
        .sorted(Comparator.comparingDouble(chunk -> -worth(chunk, version)))
        .limit(MOST)
        .toList();
  }

  /** The chunks that are not fuller than {@code percent}, those first that cost least. */
  List<SFChunk> emptiest(long version, int percent) {
    return file.chunks().stream()
        .filter(chunk -> isCandidate(chunk, version - 1) && fill(chunk) <= percent)
        .sorted(Comparator.comparingDouble(Victims::fill))
        .limit(MOST)
        .toList();
  }

  /**
   * The chunks at the end of the file that would move towards its beginning.
   *
   * @param beyond where those begin that should not be where they are
   * @param sliceBytes how much is written at once
   * @param idle whether young chunks are to move, too
   */
  List<SFChunk> last(long version, long beyond, int sliceBytes, boolean idle) {
    long place = file.placeOf(sliceBytes) + sliceBytes;
    long least = Math.max(place, beyond);
    return file.chunks().stream()
        .filter(chunk -> isCandidate(chunk, version - (idle ? LEAST_AGE : GROWN_AGE)))
        .filter(chunk -> chunk.block * BarrierFileStore.BLOCK_BYTES >= least)
        .sorted(Comparator.comparingLong(chunk -> -chunk.block))
        .limit(MOST)
        .toList();
  }

  private boolean isCandidate(SFChunk chunk, long latest) {
    return chunk.maxLenLive > 0 && chunk.version <= latest && !excluded.contains(chunk.id);
  }

  private static double fill(SFChunk chunk) {
    return 100.0 * chunk.maxLenLive / chunk.maxLen;
  }

  private static double worth(SFChunk chunk, long version) {
    double fill = fill(chunk) / 100;
    return (1 - fill) * (version - chunk.version) / (1 + fill);
  }
}
