#!/usr/bin/env bash
# MVStore 2.4.240 (com.h2database:h2-mvstore): MVStore.Builder.autoCommitDisabled() switches off the
# commits of the background thread only. As soon as unsaved changes take about 19 MB of heap, the put
# that finds it commits, in the thread that called it, so a batch of several maps may reach the disk
# in part. Only autoCommitBufferSize(0) beside it keeps every commit to the caller.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -q -B dependency:copy -Dartifact=com.h2database:h2-mvstore:2.4.240 -DoutputDirectory=. >&2
cat > CommitsByItself.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

public class CommitsByItself {
  public static void main(String[] arguments) throws Exception {
    System.out.println("default buffer: " + commits(-1) + " commits");
    System.out.println("no buffer: " + commits(0) + " commits");
  }

  /** How many commits there were that nobody asked for, while 40 MB were put. */
  private static long commits(int bufferKilobytes) throws Exception {
    Path file = Files.createTempFile(Path.of("."), "store", ".mv");
    MVStore.Builder builder = new MVStore.Builder().fileName(file.toString()).autoCommitDisabled();
    if (bufferKilobytes >= 0) {
      builder.autoCommitBufferSize(bufferKilobytes);
    }
    MVStore store = builder.open();
    MVMap<Long, String> map = store.openMap("map");
    store.commit();
    long before = store.getCurrentVersion();
    for (long key = 0; key < 40_000; key++) {
      map.put(key, "x".repeat(1_000));
    }
    long after = store.getCurrentVersion();
    store.closeImmediately();
    return after - before;
  }
}
JAVA
seen=$(java -cp h2-mvstore-2.4.240.jar CommitsByItself.java)
echo "$seen"
grep -qE '^default buffer: [1-9][0-9]* commits$' <<< "$seen"
grep -qx 'no buffer: 0 commits' <<< "$seen"
