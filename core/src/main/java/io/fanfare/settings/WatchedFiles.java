package io.fanfare.settings;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Tells whether files have changed since they were last taken, once nobody writes them any more.
 * Not safe for use by several threads at a time.
 */
public final class WatchedFiles {

  /** What of a file changes when it does; rights and owner change the first. */
  private static final String STAMP =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
          ? "unix:ctime,lastModifiedTime,size,ino"
          : "lastModifiedTime,size,fileKey";

  private final List<Path> paths;
  private List<Map<String, Object>> taken;
  private List<Map<String, Object>> seen;

  /** Watches {@code paths}, which are taken as they are now, before they are read. */
  public WatchedFiles(List<Path> paths) {
    this.paths = List.copyOf(paths);
    this.taken = stamps();
    this.seen = taken;
  }

  private List<Map<String, Object>> stamps() {
    return paths.stream().map(WatchedFiles::stamp).toList();
  }

  private static Map<String, Object> stamp(Path path) {
    try {
      return Files.readAttributes(path, STAMP);
    } catch (IOException | RuntimeException missing) {
      return Map.of();
    }
  }

  /**
   * Whether one of them has changed and all are as they were a look before, so that none is being
   * written. They count as taken then: the next look says no.
   */
  public boolean haveChanged() {
    List<Map<String, Object>> now = stamps();
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(taken)) {
      taken = now;
      return true;
    }
    return false;
  }
}
