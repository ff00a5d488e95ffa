package io.fanfare.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files, as its rules read them. */
final class House {

  /** The directory of the root POM. */
  static final Path ROOT = root(Path.of("").toAbsolutePath());

  private House() {}

  /** Every Java file of every module, tests included. */
  static List<Path> javaFiles() {
    try (Stream<Path> files = Files.walk(ROOT, 20)) {
      return files.filter(House::isSource).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Java files of {@code modules} without their tests. */
  static List<Path> mainFiles(List<String> modules) {
    return javaFiles().stream()
        .filter(file -> modules.stream().anyMatch(module -> file.startsWith(main(module))))
        .toList();
  }

  private static Path main(String module) {
    return ROOT.resolve(module).resolve("src/main");
  }

  /** The text of {@code file}, which is named from the root. */
  static String read(String file) {
    return read(ROOT.resolve(file));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSource(Path path) {
    String name = ROOT.relativize(path).toString();
    return name.matches("[a-z-]+/src/.*\\.java");
  }

  private static Path root(Path from) {
    Path parent = from.getParent();
    return Files.isDirectory(from.resolve(".mvn")) || parent == null ? from : root(parent);
  }
}
