package io.fanfare.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file is read only if nobody but its owner can read it. */
@DisabledOnOs(OS.WINDOWS)
class AccessFileTest {

  private static final Path SAMPLE = Path.of("..", "examples", "access.yaml");

  private final Path directory;

  AccessFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void theSampleIsWhole() throws IOException, AccessFileException {
    AccessControl control = AccessFile.read(file("rw-------", Files.readAllBytes(SAMPLE)));
    assertEquals(2, control.size());
    assertTrue(control.key("AKIAFANFAREROOT000").orElseThrow().secret().is("root-secret"));
    AccessKey alice = control.key("AKIAFANFAREALICE00").orElseThrow();
    assertTrue(alice.secret().is("alice-secret"));
    assertEquals(1, alice.identity().policies().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rwx------", "rw--w----"})
  void aFileThatOthersCanUseIsRefused(String mode) throws IOException {
    Path file = file(mode, Files.readAllBytes(SAMPLE));
    AccessFileException refused =
        assertThrows(AccessFileException.class, () -> AccessFile.read(file));
    assertEquals(
        file + " has secrets and the mode " + mode + ", but has to have rw------- (0600).",
        refused.getMessage());
  }

  @Test
  void aFileBelongsToWhoReadsItOrToRoot() throws AccessFileException {
    UserPrincipal fanfare = new UserOf("fanfare");
    Path file = Path.of("access.yaml");
    AccessFile.checkOwner(file, fanfare, fanfare);
    AccessFile.checkOwner(file, new UserOf("root"), fanfare);
    AccessFileException refused =
        assertThrows(
            AccessFileException.class,
            () -> AccessFile.checkOwner(file, new UserOf("mallory"), fanfare));
    assertEquals(
        "access.yaml belongs to mallory, but has to belong to fanfare, who reads it, or to root.",
        refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "fanfare, rw-------, true",
    "fanfare, r--r-----, false",
    "root, r--------, true",
    "root, rw-r-----, true",
    "root, r--r-----, true",
    "root, rw-rw----, false",
    "root, r--r--r--, false",
  })
  void aFileOfRootsMayBeReadByItsGroup(String owner, String mode, boolean isTaken) {
    Executable check =
        () ->
            AccessFile.checkMode(
                Path.of("access.yaml"),
                PosixFilePermissions.fromString(mode),
                new UserOf(owner),
                new UserOf("fanfare"));
    if (isTaken) {
      assertDoesNotThrow(check);
    } else {
      assertThrows(AccessFileException.class, check);
    }
  }

  /** A user of the machine. */
  private record UserOf(String getName) implements UserPrincipal {}

  @Test
  void aFileHasASize() throws IOException {
    Path file = file("rw-------", new byte[AccessFile.MOST_BYTES + 1]);
    AccessFileException refused =
        assertThrows(AccessFileException.class, () -> AccessFile.read(file));
    assertEquals(file + " has more than 1048576 bytes.", refused.getMessage());
  }

  @Test
  void aFileIsText() throws IOException {
    Path file = file("rw-------", new byte[] {-1, -2});
    AccessFileException refused =
        assertThrows(AccessFileException.class, () -> AccessFile.read(file));
    assertEquals(file + " is not text in UTF-8.", refused.getMessage());
  }

  @Test
  void aFileIsThere() {
    assertThrows(
        NoSuchFileException.class, () -> AccessFile.read(directory.resolve("missing.yaml")));
  }

  @Test
  void aFileStaysWhileItIsRead() throws IOException {
    byte[] sample = Files.readAllBytes(SAMPLE);
    Path file = file("rw-------", sample);
    AccessFileException replaced =
        assertThrows(
            AccessFileException.class,
            () ->
                AccessFile.read(
                    file,
                    path -> {
                      Path other = Files.write(directory.resolve("other.yaml"), sample);
                      Files.setPosixFilePermissions(
                          other, PosixFilePermissions.fromString("rw-------"));
                      Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
                      return sample;
                    }));
    assertEquals(file + " was changed while it was read.", replaced.getMessage());
    AccessFileException opened =
        assertThrows(
            AccessFileException.class,
            () -> AccessFile.read(file, path -> Files.readAllBytes(file("rw-r--r--", sample))));
    assertEquals(
        file + " has secrets and the mode rw-r--r--, but has to have rw------- (0600).",
        opened.getMessage());
  }

  private Path file(String mode, byte[] content) throws IOException {
    Path file = Files.write(directory.resolve("access.yaml"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
