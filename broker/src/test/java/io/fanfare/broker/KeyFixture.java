package io.fanfare.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Base64;

/** A key file, in a directory. */
record KeyFixture(Path path) {

  static KeyFixture in(Path directory) {
    return new KeyFixture(directory.resolve("keys.yaml"));
  }

  /** A key as the file has it, all of whose bytes are {@code bytes}; the larger, the newer. */
  static String key(String id, String alias, int bytes, String state) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) bytes);
    return """
    - id: %s
      aliases: [alias/%s]
      created: 2030-01-0%dT00:00:00Z
      state: %s
      key: %s
    """
        .formatted(id, alias, bytes, state, Base64.getEncoder().encodeToString(key));
  }

  /** Puts a file with {@code keys} in its place, in one step; its owner alone reads it. */
  void write(String... keys) {
    try {
      Path written = Files.createTempFile(path.getParent(), "keys", ".new");
      Files.writeString(written, "keys:\n" + String.join("", keys));
      Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
