package io.fanfare.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.seal.MasterKey;
import io.fanfare.seal.MasterKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a key file says, and what is wrong with it. */
class MasterKeyReaderTest {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String FILE =
      """
      keys:
        - id: 1234abcd-12ab-34cd-56ef-1234567890ab
          aliases: [alias/aws/sqs, alias/orders]
          created: 2030-01-01T00:00:00Z
          key: %s
        - id: 1234abcd-12ab-34cd-56ef-1234567890ac
          created: 2030-01-01T00:00:00Z
          state: disabled
          key: %s
        - id: 1234abcd-12ab-34cd-56ef-1234567890ad
          created: 2030-01-01T00:00:00Z
          state: deleted
      """
          .formatted(KEY, KEY);

  @Test
  void aFileListsKeys() throws AccessFileException {
    MasterKeys keys = MasterKeyReader.read(FILE);
    assertEquals("3 master keys", keys.toString());
    assertEquals(MasterKey.State.ENABLED, state(keys, "ab"));
    assertEquals(MasterKey.State.DISABLED, state(keys, "ac"));
    assertEquals(MasterKey.State.DELETED, state(keys, "ad"));
    assertTrue(keys.hasDefault());
  }

  private static MasterKey.State state(MasterKeys keys, String end) {
    UUID id = UUID.fromString("1234abcd-12ab-34cd-56ef-1234567890" + end);
    return keys.find(id).orElseThrow().state();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key: AAEC                       | key: AAE                | A key has 32 bytes",
        "'state: disabled\n    key: AAEC' | 'state: disabled\n    key: 1' | A key has 32 bytes",
        "state: disabled                 | state: off              | A key is enabled, disabled",
        "created: 2030                   | created: x2030          | was created at a time",
        "created: 2030                   | made: 2030              | There is no such member",
        "id: 1234abcd                    | id: 1234ABCD            | The id of a key is a UUID",
        "7890ac                          | 7890ab                  | The key of line 2 has",
        "alias/orders                    | orders                  | An alias is alias/ and",
        "alias/aws/sqs                   | alias/sqs               | No key that is enabled has",
        "'keys:\n'                       | 'keys: {}\nall:\n'      | This has to be a list",
      })
  void whatIsWrongIsSaidWithoutAKey(String right, String wrong, String part) {
    assertTrue(FILE.contains(right), right);
    AccessFileException refused =
        assertThrows(
            AccessFileException.class, () -> MasterKeyReader.read(FILE.replace(right, wrong)));
    String said = String.valueOf(refused.getMessage());
    assertTrue(said.contains(part), said);
    assertFalse(said.contains("AAEC"), said);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyItsOwnerReadsIt(@TempDir Path directory) throws Exception {
    Path path = Files.writeString(directory.resolve("keys.yaml"), FILE);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    AccessFileException refused =
        assertThrows(AccessFileException.class, () -> MasterKeyReader.read(path));
    assertTrue(String.valueOf(refused.getMessage()).contains("(0600)"), refused::getMessage);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    assertEquals("3 master keys", MasterKeyReader.read(path).toString());
  }
}
