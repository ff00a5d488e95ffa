package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.runtime.Clock;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.fanfare.topics.model.SigningCertificate;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages are signed with one key for good, whose certificate everybody may have. */
class SigningKeyTest {

  private static final Instant START = Instant.parse("2026-01-15T12:34:56Z");

  private final TopicsFixture fixture = new TopicsFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({"1, SHA1withRSA", "2, SHA256withRSA"})
  void aSignatureIsVerifiedWithTheCertificate(String version, String algorithm)
      throws GeneralSecurityException {
    SigningKey key = open();
    byte[] signature = Base64.getDecoder().decode(await(key.sign(version, "Message\nä\n")));
    assertEquals(256, signature.length);
    assertTrue(verifies(key, algorithm, "Message\nä\n", signature));
    assertEquals(false, verifies(key, algorithm, "Message\nb\n", signature));
  }

  @Test
  void thereIsNoOtherVersionOfSignatures() {
    SigningKey key = open();
    assertThrows(IllegalArgumentException.class, () -> await(key.sign("3", "x")));
  }

  @Test
  void theKeyIsKept() {
    SigningCertificate certificate = fixture.topics.signingCertificate();
    SigningKey key = open();
    assertEquals(certificate, key.certificate());
    String signature = await(key.sign("2", "x"));
    fixture.reopen();
    assertEquals(certificate, fixture.topics.signingCertificate());
    assertEquals(signature, await(open().sign("2", "x")));
  }

  @Test
  void theCertificateIsAnX509CertificateOfTheKeysOwn() throws GeneralSecurityException {
    Store empty =
        await(
            Stores.open(
                fixture.vertx, new StoreOptions().setMemory(true), Throwable::printStackTrace));
    SigningKey key =
        await(SigningKey.open(new Environment(fixture.vertx, empty, START::toEpochMilli)));
    X509Certificate certificate = parse(key.certificate());
    certificate.verify(certificate.getPublicKey());
    assertEquals("CN=sns.amazonaws.com", certificate.getSubjectX500Principal().getName());
    assertEquals(3, certificate.getVersion());
    assertEquals(2_048, ((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength());
    certificate.checkValidity(Date.from(START.minusSeconds(3_600)));
    certificate.checkValidity(Date.from(Instant.parse("2075-01-01T00:00:00Z")));
    assertThrows(
        CertificateNotYetValidException.class,
        () -> certificate.checkValidity(Date.from(START.minusSeconds(90_000))));
    assertThrows(
        CertificateExpiredException.class,
        () -> certificate.checkValidity(Date.from(Instant.parse("2077-01-01T00:00:00Z"))));
  }

  @Test
  void theCertificateIsNamedByItsContent() {
    assertTrue(
        open().certificate().path().matches("/SimpleNotificationService-[0-9a-f]{32}\\.pem"));
  }

  private SigningKey open() {
    return await(SigningKey.open(new Environment(fixture.vertx, fixture.store, Clock.system())));
  }

  private static boolean verifies(SigningKey key, String algorithm, String text, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(parse(key.certificate()));
    verifier.update(text.getBytes(UTF_8));
    return verifier.verify(signature);
  }

  private static X509Certificate parse(SigningCertificate certificate)
      throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate.pem().getBytes(UTF_8)));
  }
}
