package io.fanfare.store.mv.disk;

import java.io.IOException;
import java.util.Locale;

/**
 * What is done about a write that finds no space. Repeating it is safe, unlike repeating a flush:
 * the system has told what it did not take, and the same bytes go to the same place once more.
 */
public interface FullDisk {

  /** Gives up at once. */
  FullDisk REFUSING =
      new FullDisk() {
        @Override
        public void awaitSpace(IOException cause) throws IOException {
          throw cause;
        }

        @Override
        public void found() {}
      };

  /** Something that writes, and may be done again from its beginning when it failed. */
  interface Write {
    void run() throws IOException;
  }

  /**
   * Returns when a write that failed of {@code cause} is worth another try.
   *
   * @throws IOException if it is not
   */
  void awaitSpace(IOException cause) throws IOException;

  /** A write that had to wait is done. */
  void found();

  /** Does {@code write}, as often as the disk is full and space is awaited. */
  default void write(Write write) throws IOException {
    boolean waited = false;
    while (true) {
      try {
        write.run();
        if (waited) {
          found();
        }
        return;
      } catch (IOException e) {
        if (!isNoSpace(e)) {
          throw e;
        }
        waited = true;
        awaitSpace(e);
      }
    }
  }

  /** Whether {@code cause} is the lack of space, of the disk or of a quota. */
  default boolean isNoSpace(IOException cause) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left")
        || message.contains("quota exceeded")
        || message.contains("not enough space");
  }
}
