package io.fanfare.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What clients have made is sound, and to look at it changes nothing. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class CheckCommandTest {

  private static final List<String> TABLES =
      List.of(
          "applications",
          "bodies",
          "deduplication",
          "delayed",
          "endpoint-tokens",
          "endpoints",
          "grouped",
          "leased",
          "moves",
          "queues",
          "ready",
          "replays",
          "returned",
          "secrets",
          "shared",
          "shared.holders",
          "signing",
          "subscriptions",
          "topic-archive",
          "topic-deduplication",
          "topics");

  private final Path directory;
  private final Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  CheckCommandTest(@TempDir Path directory) {
    this.directory = directory;
    this.data = directory.resolve("data");
  }

  private int check(String... arguments) {
    out.getBuffer().setLength(0);
    CommandLine command = CheckCommand.check();
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private JsonObject report(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--json", data.toString()));
    arguments.addAll(List.of(more));
    assertEquals(ExitCode.OK, check(arguments.toArray(String[]::new)), () -> out + "" + err);
    return new JsonObject(out.toString());
  }

  private void fill(@Nullable Path keys) {
    try (StoreTraffic traffic = new StoreTraffic(data, keys)) {
      traffic.fill();
    }
  }

  /** Each file with its time and its bytes. */
  private SortedMap<String, String> files() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(data)) {
      for (Path file : all.toList()) {
        FileTime time = Files.getLastModifiedTime(file);
        String bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        files.put(file.getFileName().toString(), time + bytes);
      }
    }
    return files;
  }

  @Test
  void whatClientsHaveMadeIsSoundAndStaysAsItIs() throws IOException {
    fill(null);
    SortedMap<String, String> before = files();
    JsonObject report = report();
    assertTrue(report.getJsonArray("findings").isEmpty(), report::encodePrettily);
    JsonObject rows = report.getJsonObject("rows");
    for (String table : TABLES) {
      assertTrue(rows.getLong(table, 0L) > 0, () -> table + " is empty: " + rows);
    }
    assertEquals(before, files());
    assertEquals(ExitCode.OK, check(data.toString()));
    assertTrue(out.toString().startsWith(data + " is sound: "), out::toString);
    assertEquals(1, out.toString().lines().count());
  }

  @Test
  void whatIsSealedIsOpenedIfThereAreTheKeys() throws IOException {
    Path keys = directory.resolve("keys.yaml");
    Files.createFile(
        keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        keys,
        """
        keys:
          - id: 1234abcd-12ab-34cd-56ef-1234567890a1
            aliases: [alias/aws/sqs, alias/aws/sns]
            created: 2030-01-01T00:00:00Z
            state: enabled
            key: %s
        """
            .formatted(Base64.getEncoder().encodeToString(new byte[32])));
    fill(keys);
    assertTrue(report("--keys", keys.toString()).getJsonArray("findings").isEmpty());
    JsonObject withoutKeys = report();
    assertEquals(1, withoutKeys.getJsonArray("findings").size(), withoutKeys::encodePrettily);
    JsonObject remark = withoutKeys.getJsonArray("findings").getJsonObject(0);
    assertEquals("remark", remark.getString("kind"));
    assertTrue(remark.getString("what").contains("were not opened"));
    assertEquals(ExitCode.REFUSED, check("--keys", directory.resolve("no").toString(), "" + data));
    assertTrue(err.toString().contains("is not there"), err::toString);
  }

  @Test
  void aStoreInUseIsRefused() {
    try (StoreTraffic traffic = new StoreTraffic(data, null)) {
      assertTrue(traffic.broker().port() > 0);
      assertEquals(ExitCode.REFUSED, check(data.toString()));
      assertTrue(err.toString().contains("is in use"), err::toString);
    }
    assertEquals(ExitCode.OK, check(data.toString()), out::toString);
  }

  @Test
  void whatIsNoDataDirectoryIsRefused() throws IOException {
    assertEquals(ExitCode.REFUSED, check(data.toString()));
    Files.createDirectory(data);
    assertEquals(ExitCode.REFUSED, check(data.toString()));
    assertEquals(2, err.toString().lines().count(), err::toString);
    assertTrue(files().isEmpty());
    Files.writeString(data.resolve("fanfare.store"), "Not a store\n".repeat(10_000), UTF_8);
    assertEquals(ExitCode.DAMAGED, check(data.toString()));
  }

  @Test
  void aFileThatIsMissingIsDamage() throws IOException {
    fill(null);
    for (String name : List.of("fanfare.mark", "fanfare.journal", "fanfare.store")) {
      Path file = data.resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      assertEquals(ExitCode.DAMAGED, check(data.toString()), out::toString);
      assertTrue(out.toString().contains("missing"), out::toString);
      Files.write(file, bytes);
    }
    assertEquals(ExitCode.OK, check(data.toString()), out::toString);
  }
}
