package io.fanfare.http.tls;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What a server shows of itself, checked as far as that can be done without a client: the files can
 * be read, are what they should be, and belong together.
 *
 * @param options for TLS 1.2 and 1.3 with forward secrecy
 * @param begins when the certificate begins to be valid
 * @param ends when it is valid no more
 */
record ServerIdentity(ServerSSLOptions options, Instant begins, Instant ends) {

  /** How long a client has for its part of the handshake; it holds a connection meanwhile. */
  private static final long HANDSHAKE_SECONDS = 10;

  /** Those of TLS 1.3 and the ones of 1.2 that keep what was said secret when the key is lost. */
  private static final List<String> CIPHER_SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /** With what the keys of each kind sign, to see which certificate one belongs to. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

  /**
   * What the files say that {@code options} name.
   *
   * @throws TlsFileException if one is missing, unreadable, open to others, or does not fit
   */
  static ServerIdentity read(Vertx vertx, TlsOptions options) throws TlsFileException {
    @Nullable String certificate = options.getCertificate();
    @Nullable String key = options.getKey();
    if (certificate == null || key == null) {
      throw new TlsFileException(
          "TLS needs both a certificate (--tls-certificate) and its private key (--tls-key).");
    }
    @Nullable String authorities = options.getClientAuthorities();
    if (options.isClientOptional() && authorities == null) {
      throw new TlsFileException(
          "Certificates of clients cannot be optional (--tls-client-optional) where none is asked"
              + " for (--tls-client-ca).");
    }
    PemFile keyFile = PemFile.secret(key);
    PemFile certificateFile = PemFile.open(certificate);
    PemKeyCertOptions pair =
        new PemKeyCertOptions()
            .addCertValue(certificateFile.content())
            .addKeyValue(keyFile.content());
    X509Certificate own = check(vertx, pair, certificateFile, keyFile);
    ServerSSLOptions tls = options(pair);
    if (authorities != null) {
      tls.setTrustOptions(trusted(vertx, PemFile.open(authorities)))
          .setClientAuth(options.isClientOptional() ? ClientAuth.REQUEST : ClientAuth.REQUIRED);
    }
    return new ServerIdentity(tls, own.getNotBefore().toInstant(), own.getNotAfter().toInstant());
  }

  private static ServerSSLOptions options(PemKeyCertOptions pair) {
    ServerSSLOptions tls = new ServerSSLOptions();
    tls.setKeyCertOptions(pair)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
        .setUseAlpn(false)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setSslHandshakeTimeout(HANDSHAKE_SECONDS);
    CIPHER_SUITES.forEach(tls::addEnabledCipherSuite);
    return tls;
  }

  /** The server's own certificate, the first of its file, if the key is its. */
  private static X509Certificate check(
      Vertx vertx, PemKeyCertOptions pair, PemFile certificate, PemFile key)
      throws TlsFileException {
    try {
      X509KeyManager keys =
          only(X509KeyManager.class, factory(pair.getKeyManagerFactory(vertx)).getKeyManagers());
      for (String type : SIGNATURES.keySet()) {
        String @Nullable [] aliases = keys.getServerAliases(type, null);
        if (aliases != null) {
          X509Certificate own = keys.getCertificateChain(aliases[0])[0];
          if (!belongTogether(type, own.getPublicKey(), keys.getPrivateKey(aliases[0]))) {
            throw new TlsFileException(
                "The private key in %s is not that of the certificate in %s."
                    .formatted(key.path(), certificate.path()));
          }
          return own;
        }
      }
      throw new TlsFileException(
          "The certificate in %s has a key of another kind than RSA and EC."
              .formatted(certificate.path()));
    } catch (TlsFileException refusal) {
      throw refusal;
    } catch (Exception unusable) {
      throw new TlsFileException(
          "%s and %s are no certificate and its private key, or not for TLS: %s"
              .formatted(certificate.path(), key.path(), reason(unusable)));
    }
  }

  private static boolean belongTogether(String type, PublicKey known, PrivateKey secret)
      throws GeneralSecurityException {
    byte[] any = {1};
    Signature signature = Signature.getInstance(SIGNATURES.get(type));
    signature.initSign(secret);
    signature.update(any);
    byte[] signed = signature.sign();
    signature.initVerify(known);
    signature.update(any);
    try {
      return signature.verify(signed);
    } catch (SignatureException another) {
      return false;
    }
  }

  private static PemTrustOptions trusted(Vertx vertx, PemFile file) throws TlsFileException {
    PemTrustOptions trusted = new PemTrustOptions().addCertValue(file.content());
    try {
      X509TrustManager trust =
          only(
              X509TrustManager.class,
              factory(trusted.getTrustManagerFactory(vertx)).getTrustManagers());
      if (trust.getAcceptedIssuers().length > 0) {
        return trusted;
      }
      throw new TlsFileException(file.path() + " holds no certificate of an authority.");
    } catch (TlsFileException refusal) {
      throw refusal;
    } catch (Exception unusable) {
      throw new TlsFileException(
          "%s holds no certificates of authorities: %s".formatted(file.path(), reason(unusable)));
    }
  }

  private static <T> T factory(@Nullable T made) {
    return Objects.requireNonNull(made);
  }

  private static <T> T only(Class<T> type, Object[] managers) {
    return Arrays.stream(managers)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private static String reason(Throwable unusable) {
    Throwable cause = unusable;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
