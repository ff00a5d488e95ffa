package io.fanfare.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What was decided stands in a file, a line each, whatever the names in it are. */
@Timeout(60)
class AuditFileTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;

  AuditFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void anEntryIsALineOfJson() throws IOException {
    Path path = directory.resolve("audit.log");
    try (AuditFile file = AuditFile.open(path, () -> 0)) {
      file.add(
          new AuditTrail.Entry(
              1_700_000_000_123L,
              "request-1",
              "arn:aws:iam::000000000000:user/ann",
              "10.0.0.1",
              "sqs:DeleteQueue",
              "arn:aws:sqs:us-east-1:000000000000:q",
              AuditTrail.Decision.DENIED,
              "NoDeletes"));
      file.add(entry("arn:aws:sqs:us-east-1:000000000000:q"));
    }
    assertEquals(
        List.of(
            "{\"time\":\"2023-11-14T22:13:20.123Z\",\"requestId\":\"request-1\","
                + "\"principal\":\"arn:aws:iam::000000000000:user/ann\","
                + "\"sourceAddress\":\"10.0.0.1\",\"action\":\"sqs:DeleteQueue\","
                + "\"resource\":\"arn:aws:sqs:us-east-1:000000000000:q\","
                + "\"decision\":\"denied\",\"reason\":\"NoDeletes\"}",
            "{\"time\":\"1970-01-01T00:00:00Z\",\"principal\":\"p\",\"action\":\"sqs:CreateQueue\","
                + "\"resource\":\"arn:aws:sqs:us-east-1:000000000000:q\","
                + "\"decision\":\"allowed\",\"reason\":\"r\"}"),
        Files.readAllLines(path));
  }

  @Test
  void aLineSaysHowManyAreLeftOut() throws IOException {
    Path path = directory.resolve("audit.log");
    try (AuditFile file = AuditFile.open(path, () -> 0)) {
      file.add(entry("q").after(59));
    }
    String line = Files.readAllLines(path).get(0);
    assertEquals(59, JSON.readTree(line).get("omitted").intValue());
  }

  /** Ends of lines, ends of texts, turns of direction, and what only looks like an end. */
  @Test
  void aHostileNameStaysInItsPlace() throws IOException {
    String name = "a\r\n\"}{\u2028\u2029\u0085\u202e\u2066\u0000\u001b[2J\ud83d\ude00\ud800";
    Path path = directory.resolve("audit.log");
    try (AuditFile file = AuditFile.open(path, () -> 0)) {
      file.add(entry(name));
      file.add(entry("x".repeat(100_000)));
    }
    List<String> lines = Files.readAllLines(path);
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).chars().allMatch(c -> c >= ' ' && c < 0x7f), lines.get(0));
    assertEquals(name, JSON.readTree(lines.get(0)).get("resource").textValue());
    JsonNode cut = JSON.readTree(lines.get(1)).get("resource");
    assertEquals("x".repeat(512) + "...", cut.textValue());
  }

  /** What waits to be written, or is remembered, is no larger than what is written. */
  @Test
  void anEntryHoldsNoLongText() {
    String text = "x".repeat(1 << 20);
    AuditTrail.Entry entry =
        new AuditTrail.Entry(
            0, text, text, text, "sqs:CreateQueue", text, AuditTrail.Decision.DENIED, text);
    for (String kept :
        new String[] {
          entry.requestId(),
          entry.principal(),
          entry.sourceAddress(),
          entry.resource(),
          entry.reason()
        }) {
      assertEquals("x".repeat(512) + "...", kept);
    }
    assertEquals(entry.resource(), entry.after(0).resource());
  }

  @Test
  void whatThereIsNoRoomForIsCountedAndSaid() throws IOException {
    Path path = directory.resolve("audit.log");
    AuditFile file = AuditFile.idle(path, () -> 1_000);
    for (int i = 0; i < AuditFile.MOST_WAITING + 3; i++) {
      file.add(entry("q" + i));
    }
    assertEquals(3, file.dropped());
    file.close();
    List<String> lines = Files.readAllLines(path);
    assertEquals(AuditFile.MOST_WAITING + 1, lines.size());
    assertEquals("{\"time\":\"1970-01-01T00:00:01Z\",\"dropped\":3}", lines.get(0));
    file.add(entry("late"));
    assertEquals(4, file.dropped());
  }

  @Test
  void aFileGoesOnWhereItEnded() throws IOException {
    Path path = directory.resolve("audit.log");
    for (String name : List.of("one", "two")) {
      try (AuditFile file = AuditFile.open(path, () -> 0)) {
        file.add(entry(name));
      }
    }
    assertEquals(2, Files.readAllLines(path).size());
  }

  @Test
  void aFullFileMakesWayForANewOne() throws IOException {
    Path path = directory.resolve("audit.log");
    try (RotatingFile file = new RotatingFile(path, 10, 2)) {
      for (String line : List.of("1234", "5678", "abcd", "efgh", "ijkl", "longer than a file")) {
        file.add(line);
      }
    }
    assertEquals(List.of("longer than a file"), Files.readAllLines(path));
    assertEquals(List.of("ijkl"), Files.readAllLines(directory.resolve("audit.log.1")));
    assertEquals(List.of("abcd", "efgh"), Files.readAllLines(directory.resolve("audit.log.2")));
    assertFalse(Files.exists(directory.resolve("audit.log.3")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseMayReadIt() throws IOException {
    Path path = directory.resolve("audit.log");
    AuditFile.open(path, () -> 0).close();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  /** Others could read it, or have it written elsewhere. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFileOfOthersIsMadeTheOwnersOrRefused() throws IOException {
    Path path = directory.resolve("audit.log");
    Files.writeString(path, "{}\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-r--"));
    AuditFile.open(path, () -> 0).close();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    Path link = Files.createSymbolicLink(directory.resolve("link"), path);
    assertThrows(IOException.class, () -> AuditFile.open(link, () -> 0));
    assertThrows(IOException.class, () -> AuditFile.open(directory, () -> 0));
    assertEquals(List.of("{}"), Files.readAllLines(path));
  }

  @Test
  void aTornLineIsEndedFirst() throws IOException {
    Path path = directory.resolve("audit.log");
    Files.writeString(path, "{}\n{\"time\":");
    try (RotatingFile file = new RotatingFile(path, 1_000, 1)) {
      file.add("{}");
    }
    assertEquals(List.of("{}", "{\"time\":", "{}"), Files.readAllLines(path));
  }

  /** What fails for whatever reason is counted as missing, and what comes afterwards is written. */
  @Test
  void aFaultDoesNotEndTheWriter() throws IOException {
    Path path = directory.resolve("audit.log");
    AtomicInteger asked = new AtomicInteger();
    LongSupplier clock =
        () -> {
          if (asked.getAndIncrement() == 0) {
            throw new IllegalStateException("no time");
          }
          return 1_000;
        };
    AuditFile file = AuditFile.idle(path, clock);
    for (int i = 0; i < AuditFile.MOST_WAITING + 1; i++) {
      file.add(entry("q"));
    }
    file.close();
    assertEquals(2, file.dropped());
    List<String> lines = Files.readAllLines(path);
    assertEquals(AuditFile.MOST_WAITING, lines.size());
    assertEquals("{\"time\":\"1970-01-01T00:00:01Z\",\"dropped\":2}", lines.get(0));
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefusedAtOnce() {
    assertThrows(
        IOException.class, () -> AuditFile.open(directory.resolve("no/audit.log"), () -> 0));
  }

  private static AuditTrail.Entry entry(String resource) {
    return new AuditTrail.Entry(
        0, null, "p", null, "sqs:CreateQueue", resource, AuditTrail.Decision.ALLOWED, "r");
  }
}
