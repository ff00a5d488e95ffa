package io.fanfare.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for the data of one broker. */
final class TemporaryDirectory {

  private TemporaryDirectory() {}

  static Path make() {
    try {
      return Files.createTempDirectory("fanfare");
    } catch (IOException fault) {
      throw new UncheckedIOException("There is no place for data", fault);
    }
  }

  static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException("The data are not deleted: " + directory, fault);
    }
  }
}
