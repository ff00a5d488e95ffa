#!/usr/bin/env bash
# MVStore 2.4.240 (com.h2database:h2-mvstore), as it is opened by default: MVStore.commit() hands the
# writing to a thread of the store and waits for it. If the calling thread is interrupted, the wait
# ends, the exception is swallowed, and commit() returns the new version as if it were in the file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -q -B dependency:copy -Dartifact=com.h2database:h2-mvstore:2.4.240 -DoutputDirectory=. >&2
cat > InterruptedCommit.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

public class InterruptedCommit {
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of("store.mv");
    MVStore store = new MVStore.Builder().fileName(file.toString()).open();
    MVMap<Long, String> map = store.openMap("map");
    int missing = 0;
    for (long key = 1; key <= 300; key++) {
      map.put(key, "value");
      Thread.currentThread().interrupt();
      store.commit();
      Thread.interrupted();
      missing += holds(file, key) ? 0 : 1;
    }
    store.close();
    System.out.println("300 commits returned without an error");
    System.out.println(missing + " of them before the file had their data");
  }

  private static boolean holds(Path file, long key) throws Exception {
    Path copy = Path.of("copy.mv");
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    MVStore store = new MVStore.Builder().fileName(copy.toString()).readOnly().open();
    boolean holds = store.<Long, String>openMap("map").containsKey(key);
    store.closeImmediately();
    return holds;
  }
}
JAVA
seen=$(java -cp h2-mvstore-2.4.240.jar InterruptedCommit.java)
echo "$seen"
grep -qE '^[1-9][0-9]* of them before the file had their data$' <<< "$seen"
