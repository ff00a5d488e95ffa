package io.fanfare.push.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A key with a certificate that it has signed itself, made by the JDK's keytool.
 *
 * @param path of a PKCS#12 file
 */
record KeyStoreFile(Path path) {

  private static final String PASSWORD = "changeit";
  private static final String ALIAS = "key";

  /** A new one in {@code folder}, for the hosts that {@code names} lists as keytool does. */
  static KeyStoreFile make(Path folder, String names) throws IOException, InterruptedException {
    Path path = Files.createTempFile(folder, "key", ".p12");
    Files.delete(path);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            ALIAS,
            "-dname",
            "CN=Fanfare's tests",
            "-ext",
            "SAN=" + names,
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            path.toString(),
            "-storepass",
            PASSWORD);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Files.createTempFile(folder, "keytool", ".log").toFile())
            .start();
    assertEquals(0, process.waitFor());
    return new KeyStoreFile(path);
  }

  /** How a server has its key. */
  PfxOptions options() {
    return new PfxOptions().setPath(path.toString()).setPassword(PASSWORD);
  }

  /** The path of a PEM file with the certificate. */
  Path pem() throws IOException, GeneralSecurityException {
    byte[] certificate =
        KeyStore.getInstance(path.toFile(), PASSWORD.toCharArray())
            .getCertificate(ALIAS)
            .getEncoded();
    String text = Base64.getMimeEncoder().encodeToString(certificate);
    return Files.writeString(
        path.resolveSibling(path.getFileName() + ".pem"),
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(text));
  }
}
