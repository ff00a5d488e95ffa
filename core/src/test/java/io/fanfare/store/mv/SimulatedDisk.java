package io.fanfare.store.mv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * A file on a disk that keeps its word and no more: what was written is there while the machine
 * runs, and is sure to be there afterwards only when it was flushed.
 */
final class SimulatedDisk {

  /** Told before each write and each flush. */
  interface Observer {
    void beforeAccess() throws IOException;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Access(long position, byte[] bytes, boolean truncation) {}

  private final List<Access> unflushed = new ArrayList<>();
  private final Image durable;
  private byte[] content;
  private boolean shared = true;
  private int size;
  private LongSupplier capacity = () -> Long.MAX_VALUE;
  private Observer observer = () -> {};

  SimulatedDisk(byte[] image) {
    durable = new Image(image);
    content = image;
    size = image.length;
  }

  void observe(Observer observer) {
    this.observer = observer;
  }

  void setCapacity(long capacity) {
    setCapacity(() -> capacity);
  }

  /** Lets the file grow no further than {@code capacity} tells. */
  synchronized void setCapacity(LongSupplier capacity) {
    this.capacity = capacity;
  }

  synchronized long size() {
    return size;
  }

  int read(ByteBuffer target, long position) {
    synchronized (this) {
      if (position >= size) {
        return -1;
      }
      int length = (int) Math.min(target.remaining(), size - position);
      target.put(content, (int) position, length);
      return length;
    }
  }

  int write(ByteBuffer source, long position) throws IOException {
    observer.beforeAccess();
    synchronized (this) {
      byte[] bytes = new byte[source.remaining()];
      if (position + bytes.length > Math.max(capacity.getAsLong(), size)) {
        throw new IOException("No space left on device");
      }
      source.get(bytes);
      unflushed.add(new Access(position, bytes, false));
      int end = (int) position + bytes.length;
      if (shared || end > content.length) {
        content = Arrays.copyOf(content, Math.max(end, 2 * content.length));
        shared = false;
      }
      System.arraycopy(bytes, 0, content, (int) position, bytes.length);
      size = Math.max(size, end);
      return bytes.length;
    }
  }

  void truncate(long newSize) throws IOException {
    observer.beforeAccess();
    synchronized (this) {
      if (newSize < size) {
        unflushed.add(new Access(newSize, new byte[0], true));
        content = Arrays.copyOf(content, size);
        shared = false;
        Arrays.fill(content, (int) newSize, size, (byte) 0);
        size = (int) newSize;
      }
    }
  }

  void flush() throws IOException {
    observer.beforeAccess();
    synchronized (this) {
      unflushed.forEach(durable::apply);
      unflushed.clear();
    }
  }

  /** What the death of the process leaves. */
  synchronized byte[] killImage() {
    return Arrays.copyOf(content, size);
  }

  /** What is left when the disk stopped in the middle of writing in order. */
  synchronized byte[] tornImage(Random random, int sector) {
    Image image = new Image(durable.bytes());
    int whole = random.nextInt(unflushed.size() + 1);
    for (Access access : unflushed.subList(0, whole)) {
      image.apply(access);
    }
    if (whole < unflushed.size()) {
      Access last = unflushed.get(whole);
      int sectors = random.nextInt((last.bytes.length + sector - 1) / sector + 1);
      byte[] prefix = Arrays.copyOf(last.bytes, Math.min(last.bytes.length, sectors * sector));
      image.apply(new Access(last.position, prefix, last.truncation && random.nextBoolean()));
    }
    return image.bytes();
  }

  /** What is left when each sector not flushed had that chance to be written. */
  synchronized byte[] powerImage(Random random, int sector, double chance) {
    Image image = new Image(durable.bytes());
    for (Access access : unflushed) {
      if (access.truncation) {
        if (random.nextDouble() < chance) {
          image.apply(access);
        }
        continue;
      }
      for (int start = 0; start < access.bytes.length; start += sector) {
        if (random.nextDouble() < chance) {
          int end = Math.min(access.bytes.length, start + sector);
          image.apply(
              new Access(
                  access.position + start, Arrays.copyOfRange(access.bytes, start, end), false));
        }
      }
    }
    return image.bytes();
  }

  /** A file that grows as it is written to. */
  private static final class Image {
    private byte[] bytes;
    private boolean shared = true;
    private int size;

    Image(byte[] base) {
      bytes = base;
      size = base.length;
    }

    void apply(Access access) {
      if (access.truncation) {
        int end = (int) access.position;
        bytes = Arrays.copyOf(bytes, size);
        shared = false;
        Arrays.fill(bytes, Math.min(end, size), size, (byte) 0);
        size = Math.min(size, end);
        return;
      }
      int end = (int) access.position + access.bytes.length;
      if (shared || end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end + end / 4, bytes.length));
        shared = false;
      }
      System.arraycopy(access.bytes, 0, bytes, (int) access.position, access.bytes.length);
      if (access.bytes.length > 0) {
        size = Math.max(size, end);
      }
    }

    byte[] bytes() {
      return Arrays.copyOf(bytes, size);
    }
  }
}
