package io.fanfare.topics.rows;

import io.fanfare.core.Bytes;
import io.fanfare.core.Key;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import io.fanfare.topics.model.SigningCertificate;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The broker's key for signatures as it is stored.
 *
 * @param privateKey in PKCS #8
 * @param certificate in DER
 */
public record SigningRecord(Bytes privateKey, Bytes certificate) {

  /** Where the only row stands. */
  public static final Key KEY = Key.of(1);

  private static final int VERSION = 1;
  private static final int NAME_BYTES = 16;
  private static final int PEM_COLUMNS = 64;

  /** The key that {@code row} keeps. */
  public static SigningRecord decode(byte[] row) {
    RowReader reader = new RowReader("signing key", VERSION, row);
    return new SigningRecord(Bytes.ofBase64(reader.text()), Bytes.ofBase64(reader.text()));
  }

  /** This as a row. */
  public byte[] encode() {
    return new RowWriter(VERSION).text(privateKey.toBase64()).text(certificate.toBase64()).toRow();
  }

  /** The private key, to sign with. */
  public PrivateKey key() throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(privateKey.toArray()));
  }

  /** The certificate as it is served, under a name that follows from its content. */
  public SigningCertificate published() throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.toArray());
    String name = HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    Base64.Encoder lines =
        Base64.getMimeEncoder(PEM_COLUMNS, "\n".getBytes(StandardCharsets.US_ASCII));
    return new SigningCertificate(
        "/SimpleNotificationService-" + name + ".pem",
        "-----BEGIN CERTIFICATE-----\n"
            + lines.encodeToString(certificate.toArray())
            + "\n-----END CERTIFICATE-----\n");
  }
}
