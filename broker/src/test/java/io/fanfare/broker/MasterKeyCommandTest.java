package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.MasterKeyReader;
import io.fanfare.seal.MasterKey;
import io.fanfare.seal.MasterKeys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
