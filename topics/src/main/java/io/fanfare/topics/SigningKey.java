package io.fanfare.topics;

import static java.lang.System.Logger.Level.ERROR;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fanfare.core.Bytes;
import io.fanfare.core.Change;
import io.fanfare.runtime.Environment;
import io.fanfare.seal.DataKeySlot;
import io.fanfare.seal.KeyTroubleException;
import io.fanfare.seal.Place;
import io.fanfare.seal.Sealing;
import io.fanfare.seal.Seals;
import io.fanfare.store.Store;
import io.fanfare.topics.model.SigningCertificate;
import io.fanfare.topics.notification.MessageSignature;
import io.fanfare.topics.notification.SelfSignedCertificate;
import io.fanfare.topics.rows.SigningRecord;
import io.fanfare.topics.rows.TopicTables;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * The key that the broker signs messages with. It is made once and kept in the store, sealed if
 * there is a key file.
 */
final class SigningKey {

  private static final System.Logger LOG = System.getLogger(SigningKey.class.getName());
  private static final int BITS = 2_048;
  private static final Place PLACE = Place.of(TopicTables.SIGNING, SigningRecord.KEY);

  private final Vertx vertx;
  private final PrivateKey key;
  private final SigningCertificate certificate;

  private SigningKey(Vertx vertx, PrivateKey key, SigningCertificate certificate) {
    this.vertx = vertx;
    this.key = key;
    this.certificate = certificate;
  }

  /** The key that the store holds, or a new one that it holds from now on. */
  static Future<SigningKey> open(Environment environment) {
    Vertx vertx = environment.vertx();
    return environment
        .store()
        .get(TopicTables.SIGNING, List.of(SigningRecord.KEY))
        .compose(
            found ->
                found.get(0).map(row -> kept(environment, row)).orElseGet(() -> made(environment)))
        .compose(
            record ->
                vertx.executeBlocking(
                    () -> new SigningKey(vertx, record.key(), record.published()), false));
  }

  /**
   * Has the row of the key sealed by {@code next} before those hold, as the master key that sealed
   * it may be given up by them. Completes when that is durable.
   */
  static Future<Void> sealAnew(Environment environment, Seals next) {
    return environment
        .store()
        .get(TopicTables.SIGNING, List.of(SigningRecord.KEY))
        .compose(
            found ->
                found
                    .get(0)
                    .map(row -> sealed(environment.store(), environment.seals(), next, row))
                    .orElseGet(Future::succeededFuture))
        .mapEmpty();
  }

  /** Has {@code other} keep the key that {@code environment} has by now, if it has one. */
  static Future<Void> share(Environment environment, Environment other) {
    return environment
        .store()
        .get(TopicTables.SIGNING, List.of(SigningRecord.KEY))
        .compose(
            found ->
                found
                    .get(0)
                    .map(row -> SigningRecord.decode(environment.seals().openOwn(row, PLACE)))
                    .map(record -> written(other.store(), other.seals(), record))
                    .orElseGet(Future::succeededFuture))
        .mapEmpty();
  }

  /** What {@code row} keeps, which {@code now} opens; {@code next} is what it is sealed by then. */
  private static Future<SigningRecord> sealed(Store store, Seals now, Seals next, byte[] row) {
    SigningRecord record = SigningRecord.decode(now.openOwn(row, PLACE));
    return next.keys().isEmpty() || next.isSealedByDefault(row)
        ? Future.succeededFuture(record)
        : written(store, next, record);
  }

  /** What {@code row} keeps, or a new key if its master key was given up. */
  private static Future<SigningRecord> kept(Environment environment, byte[] row) {
    Seals seals = environment.seals();
    try {
      return sealed(environment.store(), seals, seals, row);
    } catch (KeyTroubleException gone) {
      LOG.log(
          ERROR,
          "The key that messages are signed with was sealed by a master key that was given up: {0}"
              + " From now on they are signed with a new one; what was signed before cannot be"
              + " verified any more",
          gone.sentence());
      return made(environment);
    }
  }

  private static Future<SigningRecord> made(Environment environment) {
    Instant now = Instant.ofEpochMilli(environment.clock().millis());
    return environment
        .vertx()
        .executeBlocking(() -> generate(now), false)
        .compose(record -> written(environment.store(), environment.seals(), record));
  }

  private static Future<SigningRecord> written(Store store, Seals seals, SigningRecord record) {
    byte[] row = record.encode();
    byte[] sealed =
        seals.key(new DataKeySlot(0), Sealing.MANAGED).map(key -> key.seal(row, PLACE)).orElse(row);
    return store
        .write(List.of(Change.put(TopicTables.SIGNING, SigningRecord.KEY, sealed)))
        .map(record);
  }

  private static SigningRecord generate(Instant now) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(BITS);
    KeyPair keys = generator.generateKeyPair();
    return new SigningRecord(
        Bytes.of(keys.getPrivate().getEncoded()), SelfSignedCertificate.of(keys, now));
  }

  /** What the signatures are verified with. */
  SigningCertificate certificate() {
    return certificate;
  }

  /**
   * The signature of {@code text}, in base64. Making it takes about a millisecond, and not on the
   * event loop.
   *
   * @param version the SignatureVersion of the topic
   */
  Future<String> sign(String version, String text) {
    return vertx.executeBlocking(
        () -> {
          Signature signature = Signature.getInstance(algorithm(version));
          signature.initSign(key);
          signature.update(text.getBytes(UTF_8));
          return Base64.getEncoder().encodeToString(signature.sign());
        },
        false);
  }

  /**
   * What proves that {@code text} was signed here.
   *
   * @param endpoint how the broker is reached; the link to the certificate begins with it
   */
  Future<MessageSignature> sign(String version, String text, String endpoint) {
    return sign(version, text)
        .map(signature -> new MessageSignature(version, signature, endpoint + certificate.path()));
  }

  private static String algorithm(String version) {
    return switch (version) {
      case "1" -> "SHA1withRSA";
      case "2" -> "SHA256withRSA";
      default -> throw new IllegalArgumentException("No signature has the version " + version);
    };
  }
}
