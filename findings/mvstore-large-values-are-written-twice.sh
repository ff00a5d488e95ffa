#!/usr/bin/env bash
# MVStore 2.4.240 (com.h2database:h2-mvstore): a map that only grows at its end, by one value of 1 MiB
# with each commit, writes each value twice: a put adds the row to the last leaf, which is too large
# then and is split into two new pages, so the value before is written once more. With eight values a
# commit it is one in eight. Neither keysPerPage(4) nor pageSplitSize(4 MiB) changes that.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -q -B dependency:copy -Dartifact=com.h2database:h2-mvstore:2.4.240 -DoutputDirectory=. >&2
cat > LargeValues.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

public class LargeValues {
  private static final int VALUES = 64;
  private static final int MIB = 1 << 20;

  public static void main(String[] arguments) throws Exception {
    System.out.println("one a commit: " + written(1, 0, 0));
    System.out.println("eight a commit: " + written(8, 0, 0));
    System.out.println("one a commit, four keys a page: " + written(1, 4, 0));
    System.out.println("one a commit, pages of 4 MiB: " + written(1, 0, 4 * MIB));
  }

  /** How many bytes were written for each byte of value, in tenths. */
  private static double written(int perCommit, int keysPerPage, int pageBytes) throws Exception {
    Path file = Files.createTempFile(Path.of("."), "store", ".mv");
    MVStore.Builder builder =
        new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().autoCommitBufferSize(0);
    if (keysPerPage > 0) {
      builder.keysPerPage(keysPerPage);
    }
    if (pageBytes > 0) {
      builder.pageSplitSize(pageBytes);
    }
    MVStore store = builder.open();
    // Nothing is written over, so the file grows by what is written.
    store.setRetentionTime(Integer.MAX_VALUE);
    MVMap<Long, byte[]> map = store.openMap("map");
    store.commit();
    long before = store.getFileStore().size();
    for (long key = 0; key < VALUES; key++) {
      map.put(key, new byte[MIB]);
      if ((key + 1) % perCommit == 0) {
        store.commit();
      }
    }
    long bytes = store.getFileStore().size() - before;
    store.closeImmediately();
    return Math.round(10.0 * bytes / (VALUES * (long) MIB)) / 10.0;
  }
}
JAVA
seen=$(java -cp h2-mvstore-2.4.240.jar LargeValues.java)
echo "$seen"
grep -qx 'one a commit: 2.0' <<< "$seen"
grep -qx 'eight a commit: 1.1' <<< "$seen"
grep -qx 'one a commit, four keys a page: 2.0' <<< "$seen"
grep -qx 'one a commit, pages of 4 MiB: 2.0' <<< "$seen"
