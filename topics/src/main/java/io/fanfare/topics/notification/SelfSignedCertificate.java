package io.fanfare.topics.notification;

import io.fanfare.core.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** An X.509 certificate by which a key says of itself whose it is. */
public final class SelfSignedCertificate {

  /** What AWS's own certificate says, and what clients that verify signatures look for. */
  private static final X500Name NAME = new X500Name("CN=sns.amazonaws.com");

  private static final AlgorithmIdentifier SHA256_WITH_RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
  private static final int SERIAL_BYTES = 8;

  /* The key is kept as long as the data. The clocks of clients may be behind. */
  private static final int DAYS = 50 * 365;
  private static final int DAYS_BEFORE = 1;

  private SelfSignedCertificate() {}

  /** The certificate of {@code keys} in DER, made at {@code now}. */
  public static Bytes of(KeyPair keys, Instant now) throws GeneralSecurityException {
    byte[] publicKey = keys.getPublic().getEncoded();
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(serial(publicKey)));
    generator.setSignature(SHA256_WITH_RSA);
    generator.setIssuer(NAME);
    generator.setSubject(NAME);
    generator.setStartDate(new Time(Date.from(now.minus(DAYS_BEFORE, ChronoUnit.DAYS))));
    generator.setEndDate(new Time(Date.from(now.plus(DAYS, ChronoUnit.DAYS))));
    generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(publicKey));
    TBSCertificate content = generator.generateTBSCertificate();
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(content.getEncoded());
      ASN1Encodable[] parts = {content, SHA256_WITH_RSA, new DERBitString(signature.sign())};
      return Bytes.of(new DERSequence(parts).getEncoded());
    } catch (IOException e) {
      throw new GeneralSecurityException("A certificate in memory cannot be encoded", e);
    }
  }

  private static BigInteger serial(byte[] publicKey) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey);
    return new BigInteger(1, Arrays.copyOf(hash, SERIAL_BYTES));
  }
}
