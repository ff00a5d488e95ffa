#!/usr/bin/env bash
# MVStore 2.4.240 (com.h2database:h2-mvstore), with a retention time of 0 and five versions kept: a
# clean close() leaves a mark in the header of the file. The first commit after it is opened writes its
# chunk and then a header without the mark. A process that ends between the two (no loss of power)
# leaves a header that is marked as clean and a newer chunk behind it; opening trusts the mark and
# goes back to what the header names, of which the space may be used anew: commits that were made
# and synced long before are gone. Later commits of the same life are safe.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -q -B dependency:copy -Dartifact=com.h2database:h2-mvstore:2.4.240 -DoutputDirectory=. >&2
cat > StaleCleanMark.java <<'JAVA'
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

public class StaleCleanMark {
  private static final Path FILE = Path.of("store.mv").toAbsolutePath();
  private static final List<byte[]> IMAGES = new ArrayList<>();
  private static int images;

  /** A file of which there is an image after each write, as a process that ends there leaves it. */
  public static final class Watched extends FilePathWrapper {
    @Override
    public String getScheme() {
      return "watched";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
      return new Channel(getBase().open(mode));
    }
  }

  private static final class Channel extends FileBase {
    private final FileChannel file;

    Channel(FileChannel file) {
      this.file = file;
    }

    private int keep(int written) throws IOException {
      IMAGES.add(Files.readAllBytes(FILE));
      return written;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      return keep(file.write(bytes));
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      return keep(file.write(bytes, position));
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
      return file.read(bytes);
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
      return file.read(bytes, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
      file.position(position);
      return this;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      file.truncate(size);
      return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
      file.force(metadata);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    public void implCloseChannel() throws IOException {
      file.close();
    }
  }

  public static void main(String[] arguments) throws Exception {
    FilePath.register(new Watched());
    int[] bad = new int[12];
    int number = 0;
    for (int life = 0; life < 40; life++) {
      MVStore store = new MVStore.Builder().fileName("watched:" + FILE).autoCommitDisabled().open();
      store.setRetentionTime(0);
      MVMap<Integer, String> map = store.openMap("map");
      for (int commit = 0; commit < bad.length; commit++, number++) {
        map.put(number, "x".repeat(2_000));
        map.remove(number - 5);
        IMAGES.clear();
        store.commit();
        store.sync();
        for (byte[] image : List.copyOf(IMAGES)) {
          bad[commit] += newest(image) < number - 1 ? 1 : 0;
        }
      }
      if (life % 2 == 0) {
        store.close();
      } else {
        store.closeImmediately();
      }
    }
    int later = 0;
    for (int commit = 1; commit < bad.length; commit++) {
      later += bad[commit];
    }
    System.out.println(images + " images of a file as a process leaves it that ends after a write");
    System.out.println(bad[0] + " of the first commit of a life lack older commits that were synced");
    System.out.println(later + " of the later commits do");
  }

  private static int newest(byte[] image) throws Exception {
    images++;
    Path copy = Path.of("copy.mv");
    Files.write(copy, image);
    MVStore store = new MVStore.Builder().fileName(copy.toString()).readOnly().open();
    Integer newest = store.<Integer, String>openMap("map").lastKey();
    store.closeImmediately();
    return newest == null ? -1 : newest;
  }
}
JAVA
seen=$(java -cp h2-mvstore-2.4.240.jar StaleCleanMark.java)
echo "$seen"
grep -qE '^[1-9][0-9]* of the first commit of a life lack older commits that were synced$' <<< "$seen"
grep -qx '0 of the later commits do' <<< "$seen"
