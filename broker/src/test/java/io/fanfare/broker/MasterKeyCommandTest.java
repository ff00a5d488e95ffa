package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.AccessFileException;
import io.fanfare.access.MasterKeyReader;
import io.fanfare.broker.command.ExitCode;
import io.fanfare.seal.MasterKey;
import io.fanfare.seal.MasterKeys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Master keys are added to a file that only its owner reads, or the file stays as it is. */
@DisabledOnOs(OS.WINDOWS)
class MasterKeyCommandTest {

  private final Path directory;
  private final Path file;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  MasterKeyCommandTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("keys.yaml");
  }

  private int add(String... arguments) {
    out.getBuffer().setLength(0);
    String[] all = new String[arguments.length + 3];
    all[0] = "keys";
    all[1] = "add";
    all[2] = file.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return new StartCommand(options -> ExitCode.UNCLEAN)
        .parser()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }

  private UUID added(String... arguments) {
    assertEquals(ExitCode.OK, add(arguments), err::toString);
    return UUID.fromString(out.toString().strip());
  }

  @Test
  void aFileIsMadeAndExtended() throws Exception {
    UUID first = added();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    UUID second = added("--alias", "alias/orders", "--alias=alias/bills");
    assertNotEquals(first, second);
    MasterKeys keys = MasterKeyReader.read(file);
    assertEquals(2, keys.all().size());
    MasterKey made = keys.find(first).orElseThrow();
    assertEquals(Set.of("alias/aws/sqs", "alias/aws/sns"), made.aliases());
    assertEquals(MasterKey.State.ENABLED, made.state());
    assertEquals(Set.of("alias/orders", "alias/bills"), keys.find(second).orElseThrow().aliases());
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(1, left.count());
    }
  }

  @Test
  void aKeyTakesOverFromOneThatIsSaidToBeMadeLater() throws Exception {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        "keys:\n"
            + KeyFixture.key("1234abcd-12ab-34cd-56ef-1234567890a1", "aws/sqs", 1, "enabled")
                .indent(2)
            + KeyFixture.key("1234abcd-12ab-34cd-56ef-1234567890a2", "orders", 2, "enabled")
                .indent(2));
    UUID id = added();
    assertEquals(
        Instant.parse("2030-01-01T00:00:01Z"),
        MasterKeyReader.read(file).find(id).orElseThrow().created());
  }

  @Test
  void aLinkStaysOneAndTheFileItLeadsToIsExtended() throws Exception {
    UUID first = added();
    Path real = Files.createDirectory(directory.resolve("real")).resolve("k.yaml");
    Files.move(file, real);
    Files.createSymbolicLink(file, real);
    UUID second = added();
    assertTrue(Files.isSymbolicLink(file));
    MasterKeys keys = MasterKeyReader.read(real);
    assertTrue(keys.find(first).isPresent() && keys.find(second).isPresent());
  }

  @Test
  void whileAKeyIsAddedNoOtherIs() throws Exception {
    added();
    String before = Files.readString(file);
    Path other = Files.createFile(directory.resolve("keys.yaml.new"));
    assertEquals(ExitCode.REFUSED, add());
    assertTrue(err.toString().contains("another key is being added now"), err::toString);
    assertTrue(Files.exists(other));
    assertEquals(before, Files.readString(file));
    Files.delete(other);
    added();
  }

  @Test
  void aFileOfAnotherUserIsLeftToHim() throws Exception {
    UserPrincipal user = Files.getOwner(directory);
    MasterKeyCommand.checkOwner(user, user);
    String refused =
        String.valueOf(
            assertThrows(
                    AccessFileException.class,
                    () -> MasterKeyCommand.checkOwner(() -> "fanfare", user))
                .getMessage());
    assertTrue(refused.contains("add the key as fanfare, not as " + user.getName()), refused);
  }

  @Test
  void whatIsNotRightIsRefusedAndTheFileStaysAsItIs() throws Exception {
    assertEquals(ExitCode.REFUSED, add("--alias=alias/orders"));
    assertFalse(Files.exists(file));
    added();
    String before = Files.readString(file);
    assertEquals(ExitCode.REFUSED, add("--alias=orders"));
    assertTrue(err.toString().contains("An alias is alias/"), err::toString);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(ExitCode.REFUSED, add());
    assertEquals(before, Files.readString(file));
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(1, left.count());
    }
  }
}
