package io.fanfare.broker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What one writes into a file is neither overwritten nor removed by another. */
@DisabledOnOs(OS.WINDOWS)
final class LineFileTest {

  private final Path file;

  LineFileTest(@TempDir Path directory) {
    file = directory.resolve("lines");
  }

  /** A lock keeps away who asks for it; what others add is behind or before, and not lost. */
  @Test
  void linesGoBehindWhatSomethingElseAdds() throws IOException {
    try (LineFile lines = LineFile.open(file)) {
      lines.write(List.of("a"));
      Files.writeString(file, "b\n", StandardOpenOption.APPEND);
      lines.write(List.of("c", "d"));
    }
    assertEquals(List.of("a", "b", "c", "d"), Files.readAllLines(file));
  }

  @Test
  void onlyWhoMadeAFileForNothingRemovesIt() throws IOException {
    LineFile.open(file).close();
    assertFalse(Files.exists(file));
    Files.createFile(file);
    LineFile.open(file).close();
    assertTrue(Files.exists(file));
  }

  @Test
  void whoIsRefusedNeitherRemovesNorChangesWhatAnotherHasOpen() throws IOException {
    Files.writeString(file, "broken off");
    try (LineFile first = LineFile.open(file)) {
      assertThrows(RefusedException.class, () -> LineFile.open(file));
      first.write(List.of("a"));
      assertThrows(RefusedException.class, () -> LineFile.open(file));
    }
    assertEquals(List.of("broken off", "a"), Files.readAllLines(file));
    try (LineFile next = LineFile.open(file)) {
      next.write(List.of("b"));
    }
    assertEquals(List.of("broken off", "a", "b"), Files.readAllLines(file));
  }
}
