package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.AccessControl;
import io.fanfare.access.AccessFile;
import io.fanfare.access.Authorization;
import io.fanfare.access.Authorization.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which options go together, and what becomes of an access file that changes. */
@DisabledOnOs(OS.WINDOWS)
class AccessWatchTest {

  private final AccessFixture file;

  AccessWatchTest(@TempDir Path directory) {
    file = AccessFixture.in(directory);
  }

  private BrokerOptions options(boolean given, @Nullable Mode mode, String host, boolean insecure) {
    BrokerOptions options = given ? file.options() : new BrokerOptions();
    options.getHttp().setHost(host);
    return options.setAccessMode(mode).setInsecure(insecure);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "false, -,       127.0.0.1, false, OFF",
        "false, OFF,     localhost, false, OFF",
        "false, -,       ::1,       false, OFF",
        "false, -,       0.0.0.0,   true,  OFF",
        "true,  -,       0.0.0.0,   false, ENFORCE",
        "true,  ENFORCE, broker,    false, ENFORCE",
        "true,  AUDIT,   127.0.0.1, false, AUDIT",
        "true,  AUDIT,   0.0.0.0,   true,  AUDIT",
      })
  void theModeFollowsFromTheOptions(
      boolean given, @Nullable Mode mode, String host, boolean insecure, Mode expected) {
    Optional<AccessWatch> access = AccessWatch.open(options(given, mode, host, insecure));
    assertEquals(
        expected, access.map(AccessWatch::authorization).orElse(Authorization.off()).mode());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "false, AUDIT,   127.0.0.1, false, cannot be controlled without a file",
        "false, ENFORCE, 0.0.0.0,   true,  cannot be controlled without a file",
        "true,  OFF,     127.0.0.1, false, has no use where access is not controlled",
        "false, -,       0.0.0.0,   false, or say that this is meant (--insecure).",
        "false, -,       ::,        false, or say that this is meant (--insecure).",
        "false, -,       broker,    false, name an access file (--access)",
        "true,  AUDIT,   0.0.0.0,   false, name an access file (--access)",
      })
  void whatContradictsItselfOrOpensTheBrokerToEverybodyIsRefused(
      boolean given, @Nullable Mode mode, String host, boolean insecure, String part) {
    BrokerOptions options = options(given, mode, host, insecure);
    BrokerOpenException refused =
        assertThrows(BrokerOpenException.class, () -> AccessWatch.open(options));
    assertTrue(String.valueOf(refused.getMessage()).contains(part), refused::getMessage);
  }

  @Test
  void aBrokerThatDoesNotListenIsForNobodyElse() {
    BrokerOptions options = options(false, null, "0.0.0.0", false).setHttpEnabled(false);
    assertEquals(Optional.empty(), AccessWatch.open(options));
  }

  @Test
  void allThatIsWrongInAFileIsToldAtOnce() {
    file.write("accounts: {1: {}}\nanonymous: maybe\n");
    BrokerOpenException refused =
        assertThrows(BrokerOpenException.class, () -> AccessWatch.open(file.options()));
    assertEquals(
        ("The access file %s cannot be used:%n"
                + "line 1: An account has 12 digits.\nline 2: This is either true or false.")
            .formatted(file.path()),
        refused.getMessage());
  }

  @Test
  void aFileThatIsNotThereIsRefused() throws IOException {
    Files.delete(file.path());
    BrokerOpenException refused =
        assertThrows(BrokerOpenException.class, () -> AccessWatch.open(file.options()));
    assertEquals(
        "The access file %s cannot be read: there is no such file".formatted(file.path()),
        refused.getMessage());
  }

  @Test
  void aFileThatHasChangedIsReadOnceItStaysAsItIs() {
    AccessWatch access = open();
    AccessControl before = control(access);
    access.poll();
    assertSame(before, control(access));
    file.write(AccessFixture.FILE.replace("AKIAALICE", "AKIAOTHER"));
    access.poll();
    assertSame(before, control(access));
    access.poll();
    assertTrue(control(access).key("AKIAOTHER").isPresent());
    assertTrue(control(access).key("AKIAALICE").isEmpty());
    access.poll();
    assertEquals(1, access.reloads());
    assertEquals(0, access.failures());
  }

  @Test
  void aFileThatCannotBeUsedChangesNothing() throws IOException {
    AccessWatch access = open();
    AccessControl before = control(access);
    file.write("nonsense: true\n");
    settle(access);
    Files.delete(file.path());
    settle(access);
    file.write(AccessFixture.FILE, "rw-r--r--");
    settle(access);
    assertSame(before, control(access));
    assertEquals(3, access.failures());
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-------"));
    settle(access);
    assertEquals(1, access.reloads());
    assertEquals(3, access.failures());
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, false, true", "0.0.0.0, true, true", "0.0.0.0, false, false"})
  void secretsThatEverybodyCanReadAreGoodForThisMachineOnly(
      String host, boolean insecure, boolean taken) throws IOException {
    file.write(Files.readString(Path.of("..", "examples", "access.yaml")));
    BrokerOptions options = options(true, null, host, insecure);
    if (taken) {
      assertEquals(2, control(AccessWatch.open(options).orElseThrow()).size());
    } else {
      BrokerOpenException refused =
          assertThrows(BrokerOpenException.class, () -> AccessWatch.open(options));
      String said = String.valueOf(refused.getMessage());
      assertTrue(said.contains("The key AKIAFANFAREALICE00 has the secret that"), said);
      assertTrue(said.contains("or say that this is meant (--insecure)."), said);
    }
  }

  @Test
  void secretsThatEverybodyCanReadAreNotTakenLaterEither() throws IOException {
    AccessWatch access = AccessWatch.open(options(true, null, "0.0.0.0", false)).orElseThrow();
    AccessControl before = control(access);
    String example = Files.readString(Path.of("..", "examples", "access.yaml"));
    file.write(example.replace("alice-secret", "another-secret"));
    settle(access);
    assertSame(before, control(access));
    assertEquals(1, access.failures());
    file.write(example.replace("alice-secret", "secret-of-alice").replace("root-s", "other-s"));
    settle(access);
    assertEquals(1, access.reloads());
  }

  /** What is thrown out of a task that is due again and again ends it. */
  @Test
  void whateverFailsTheFileIsLookedAtAgain() {
    AtomicBoolean broken = new AtomicBoolean();
    AccessWatch access =
        AccessWatch.open(
                file.options(),
                path -> {
                  if (broken.get()) {
                    throw new NoClassDefFoundError("a class that is not there");
                  }
                  return AccessFile.read(path);
                })
            .orElseThrow();
    AccessControl before = control(access);
    broken.set(true);
    file.write(AccessFixture.FILE.replace("AKIAALICE", "AKIAOTHER"));
    settle(access);
    assertSame(before, control(access));
    assertEquals(1, access.failures());
    broken.set(false);
    file.write(AccessFixture.FILE.replace("AKIAALICE", "AKIANEXT"));
    settle(access);
    assertTrue(control(access).key("AKIANEXT").isPresent());
  }

  private AccessWatch open() {
    return AccessWatch.open(file.options()).orElseThrow();
  }

  private static void settle(AccessWatch access) {
    access.poll();
    access.poll();
    access.poll();
  }

  private static AccessControl control(AccessWatch access) {
    return Objects.requireNonNull(access.authorization().control());
  }
}
