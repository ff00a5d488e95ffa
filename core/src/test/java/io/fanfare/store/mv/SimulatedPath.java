package io.fanfare.store.mv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;

/**
 * The way by which an MVStore reaches a {@link SimulatedDisk}: names that begin with {@code sim:}.
 */
final class SimulatedPath extends FilePath {

  private static final Map<String, SimulatedDisk> DISKS = new ConcurrentHashMap<>();
  private static final AtomicLong NAMES = new AtomicLong();

  static {
    FilePath.register(new SimulatedPath(""));
  }

  private SimulatedPath(String name) {
    this.name = name;
  }

  /** A new file's name, by which {@code disk} is found until {@link #forget}. */
  static String mount(SimulatedDisk disk) {
    String name = "sim:" + NAMES.incrementAndGet();
    mount(name, disk);
    return name;
  }

  static void mount(String name, SimulatedDisk disk) {
    DISKS.put(name, disk);
  }

  static void forget(String name) {
    DISKS.remove(name);
  }

  @Override
  public FileChannel open(String mode) {
    SimulatedDisk disk = DISKS.get(name);
    if (disk == null) {
      throw new IllegalStateException(name + " is not mounted");
    }
    return new Channel(disk);
  }

  @Override
  public String getScheme() {
    return "sim";
  }

  @Override
  public FilePath getPath(String path) {
    return new SimulatedPath(path);
  }

  @Override
  public long size() {
    SimulatedDisk disk = DISKS.get(name);
    return disk == null ? 0 : disk.size();
  }

  @Override
  public boolean exists() {
    return DISKS.containsKey(name);
  }

  @Override
  @SuppressWarnings("NullAway")
  public FilePath getParent() {
    return null;
  }

  @Override
  public boolean canWrite() {
    return true;
  }

  @Override
  public boolean isDirectory() {
    return false;
  }

  @Override
  public boolean isRegularFile() {
    return true;
  }

  @Override
  public boolean isAbsolute() {
    return true;
  }

  @Override
  public long lastModified() {
    return 0;
  }

  @Override
  public FilePath toRealPath() {
    return this;
  }

  @Override
  public boolean createFile() {
    return false;
  }

  @Override
  public void createDirectory() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void moveTo(FilePath target, boolean atomicReplace) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<FilePath> newDirectoryStream() {
    return List.of();
  }

  @Override
  public boolean setReadOnly() {
    return false;
  }

  /** An open simulated file. */
  private static final class Channel extends FileBaseDefault {
    private final SimulatedDisk disk;

    Channel(SimulatedDisk disk) {
      this.disk = disk;
    }

    @Override
    public long size() {
      return disk.size();
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) {
      return disk.read(target, position);
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      return disk.write(source, position);
    }

    @Override
    public void force(boolean metadata) throws IOException {
      disk.flush();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      disk.truncate(size);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
      return new FileLock(this, position, size, shared) {
        @Override
        public boolean isValid() {
          return true;
        }

        @Override
        public void release() {}
      };
    }
  }
}
