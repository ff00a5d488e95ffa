package io.fanfare.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.fixture.KeyStoreFile;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files make a server's identity, and what is said of others. */
class ServerIdentityTest {

  private static final Vertx VERTX = Vertx.vertx();

  private static Path folder;
  private static KeyStoreFile own;
  private static KeyStoreFile other;

  @BeforeAll
  static void makeKeys(@TempDir Path keys) throws Exception {
    folder = keys;
    own = KeyStoreFile.make(keys, "dns:localhost");
    other = KeyStoreFile.make(keys, "dns:localhost");
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  private static TlsOptions options() throws Exception {
    return new TlsOptions().setCertificate(own.pem().toString()).setKey(own.keyPem().toString());
  }

  private static String refusal(TlsOptions options) {
    TlsFileException refusal =
        assertThrows(TlsFileException.class, () -> ServerIdentity.read(VERTX, options));
    return String.valueOf(refusal.getMessage()).replace(folder.toString() + "/", "");
  }

  private static String file(String name, String text) throws Exception {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void keysOfEachKindAreTaken(String algorithm, @TempDir Path keys) throws Exception {
    KeyStoreFile made = KeyStoreFile.make(keys, "dns:localhost", algorithm);
    ServerIdentity identity =
        ServerIdentity.read(
            VERTX,
            new TlsOptions()
                .setCertificate(made.pem().toString())
                .setKey(made.keyPem().toString()));
    assertTrue(identity.ends().isAfter(Instant.now()));
    assertTrue(identity.begins().isBefore(identity.ends()));
  }

  @Test
  void halfOfAPairIsNothing() throws Exception {
    String both =
        "TLS needs both a certificate (--tls-certificate) and its private key (--tls-key).";
    assertEquals(both, refusal(options().setKey(null)));
    assertEquals(both, refusal(options().setCertificate(null)));
    assertEquals(
        "Certificates of clients cannot be optional (--tls-client-optional) where none is asked"
            + " for (--tls-client-ca).",
        refusal(options().setClientOptional(true)));
  }

  @Test
  void filesThatCannotBeReadAreNamed() throws Exception {
    assertEquals(
        "There is no file no.pem.",
        refusal(options().setCertificate(folder.resolve("no.pem").toString())));
    assertTrue(refusal(options().setCertificate(folder.toString())).contains("cannot be read"));
    assertEquals(
        "long.pem has more than 1048576 bytes.",
        refusal(options().setCertificate(file("long.pem", " ".repeat((1 << 20) + 1)))));
  }

  @Test
  void aKeyIsItsOwnersAndWithoutAPassword() throws Exception {
    Path open = Files.copy(own.keyPem(), folder.resolve("open.key"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(
        "Everybody on this machine may read the private key in open.key: close it (chmod o="
            + " open.key).",
        refusal(options().setKey(open.toString())));
    String sealed = file("sealed.key", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAo=\n");
    assertEquals(
        "The private key in sealed.key is protected by a password; it has to be one without.",
        refusal(options().setKey(sealed)));
  }

  @Test
  void aKeyBelongsToItsCertificate() throws Exception {
    String refusal = refusal(options().setKey(other.keyPem().toString()));
    assertTrue(refusal.startsWith("The private key in key"), refusal);
    assertTrue(refusal.contains("is not that of the certificate in key"), refusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "-----BEGIN PRIVATE KEY-----\n"})
  void whatIsNoKeyIsRefused(String text) throws Exception {
    String refusal = refusal(options().setKey(file("some.key", text)));
    assertTrue(refusal.contains("are no certificate and its private key"), refusal);
  }

  @Test
  void authoritiesAreCertificates() throws Exception {
    String refusal = refusal(options().setClientAuthorities(file("authorities.pem", "nobody's")));
    assertTrue(refusal.startsWith("authorities.pem holds no certificate"), refusal);
  }

  @Test
  void theKeyIsNotTold() throws Exception {
    String secret = "MAosecretsecretsecret";
    String broken =
        file(
            "broken.key",
            "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(secret));
    String refusal = refusal(options().setKey(broken));
    assertTrue(!refusal.contains("secretsecret"), refusal);
  }
}
