package io.fanfare.http.wire.signature;

import io.fanfare.access.AccessKey;
import io.fanfare.access.Secret;
import io.fanfare.core.BrokerException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells by whose key a request is signed, and refuses one whose signature does not hold, as AWS
 * does: in the order of AWS's checks, with its sentences. One thread uses it.
 */
public final class SignatureVerifier {

  /** Seconds by which the clock of a client may be wrong, and for which what it signed holds. */
  public static final int WINDOW_SECONDS = 900;

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String TERMINATOR = "aws4_request";
  private static final int SCOPE_PARTS = 5;
  private static final int HASH_LENGTH = 32;
  private static final int MOST_EXPIRES = 604_800;
  private static final int MOST_REGION = 32;
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  /** A key that is not known costs what one costs that is. */
  private static final Secret NOBODYS = Secret.of("a secret that signs nothing");

  private final Function<String, Optional<AccessKey>> keys;
  private final LongSupplier clock;
  private final int mostPresignedSeconds;
  private final SigningKeys signing;
  private final Buffer bytes = new Buffer();
  private final MessageDigest sha256;

  /** Of the latest request: those of one kind have the same. */
  private SignedHeaders.Names names = SignedHeaders.Names.of("");

  /**
   * A verifier of what is signed with {@code keys}.
   *
   * @param keys the key that is called so, if there is one
   * @param clock the time in milliseconds since 1970
   * @param mostPresignedSeconds for how long a URL holds at most, whatever it says
   */
  public SignatureVerifier(
      Function<String, Optional<AccessKey>> keys, LongSupplier clock, int mostPresignedSeconds) {
    this.keys = keys;
    this.clock = clock;
    this.mostPresignedSeconds = mostPresignedSeconds;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
    signing = new SigningKeys(sha256);
  }

  /** A verifier for which URLs hold no longer than other requests, as queues have it. */
  public SignatureVerifier(Function<String, Optional<AccessKey>> keys, LongSupplier clock) {
    this(keys, clock, WINDOW_SECONDS);
  }

  /**
   * Who signed a request.
   *
   * @param key whose key it is
   * @param region for which it was signed
   */
  public record Signer(AccessKey key, String region) {}

  /** What a credential says that its key is for. */
  private record Scope(String keyId, String date, String region, String service, String term) {

    String text() {
      return date + "/" + region + "/" + service + "/" + term;
    }
  }

  /**
   * Who signed {@code request}, which is for {@code service}; nothing if nobody did.
   *
   * @param service as it is called in scopes, such as {@code sqs}
   * @throws BrokerException if it is signed, and the signature does not hold
   */
  public Optional<Signer> verify(RawRequest request, String service) {
    long now = clock.getAsLong();
    return claimed(request, service, now).map(signed -> signer(signed, now));
  }

  /**
   * Refuses {@code request} if its signature cannot hold whatever its body is, for which no hash is
   * asked.
   *
   * @return whether it is signed
   * @throws BrokerException the refusal, as {@link #verify} gives it
   */
  public boolean screen(RawRequest request, String service) {
    RawRequest head =
        new RawRequest(
            request.method(),
            request.path(),
            request.query(),
            request.headers(),
            SignatureVerifier::noHash);
    Optional<Signed> signed = claimed(head, service, clock.getAsLong());
    if (signed.isPresent() && keys.apply(signed.get().scope().keyId()).isEmpty()) {
      matches(signed.get(), NOBODYS);
      throw SignatureError.UNKNOWN_KEY.say(SignatureError.NO_SUCH_KEY);
    }
    return signed.isPresent();
  }

  /** What {@code request} says of its signature, and is well as far as its head goes. */
  private Optional<Signed> claimed(RawRequest request, String service, long now) {
    QueryString query = QueryString.of(request.query());
    Optional<Claim> claimed = Claim.of(request, query);
    if (claimed.isEmpty()) {
      return Optional.empty();
    }
    Claim claim = claimed.get();
    if (!request.isOfBytes()) {
      throw SignatureError.noMatch();
    }
    checkTime(claim, Math.floorDiv(now, 1_000L));
    if (!names.text().equals(claim.signedHeaders())) {
      names = SignedHeaders.Names.of(claim.signedHeaders());
    }
    SignedHeaders headers = new SignedHeaders(request, names);
    if (!headers.haveHost()) {
      throw SignatureError.MISMATCH.say(
          "'Host' must be a 'SignedHeader' in the AWS Authorization.");
    }
    Scope scope = scope(claim);
    checkScope(scope, claim.time(), service);
    if (!headers.areSound() || query.repeatsOwn()) {
      throw SignatureError.noMatch();
    }
    return Optional.of(new Signed(request, query, claim, headers, scope));
  }

  /** A request and all that is said and known of its signature. */
  private record Signed(
      RawRequest request, QueryString query, Claim claim, SignedHeaders headers, Scope scope) {}

  private Signer signer(Signed signed, long now) {
    Optional<AccessKey> known = keys.apply(signed.scope().keyId());
    boolean matches = matches(signed, known.map(AccessKey::secret).orElse(NOBODYS));
    AccessKey key =
        known.orElseThrow(() -> SignatureError.UNKNOWN_KEY.say(SignatureError.NO_SUCH_KEY));
    if (!matches) {
      throw SignatureError.noMatch();
    }
    signing.keep(keyScope(signed, key.secret()));
    checkToken(key, signed.claim().token(), now);
    return new Signer(key, signed.scope().region());
  }

  private void checkTime(Claim claim, long now) {
    long signed = Timestamp.seconds(claim.time());
    int lifetime = lifetime(claim);
    if (signed < now - lifetime) {
      throw SignatureError.MISMATCH.say(
          "Signature expired: %s is now earlier than %s (%s - %s.)"
              .formatted(
                  claim.time(),
                  Timestamp.text(now - lifetime),
                  Timestamp.text(now),
                  span(lifetime)));
    }
    if (signed > now + WINDOW_SECONDS) {
      throw SignatureError.MISMATCH.say(
          "Signature not yet current: %s is still later than %s (%s + %s.)"
              .formatted(
                  claim.time(),
                  Timestamp.text(now + WINDOW_SECONDS),
                  Timestamp.text(now),
                  span(WINDOW_SECONDS)));
    }
  }

  private static String span(int seconds) {
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " sec";
  }

  /**
   * For how many seconds what was signed holds: as queues have it, never longer than the window.
   */
  private int lifetime(Claim claim) {
    String expires = claim.expires();
    if (expires == null) {
      return claim.inQuery() ? Math.min(WINDOW_SECONDS, mostPresignedSeconds) : WINDOW_SECONDS;
    }
    int seconds = SECONDS.matcher(expires).matches() ? Integer.parseInt(expires) : 0;
    if (seconds < 1 || seconds > MOST_EXPIRES) {
      throw SignatureError.INCOMPLETE.say(
          "'X-Amz-Expires' must be from 1 to 604800 seconds. Re-examine the query-string"
              + " parameters.");
    }
    return Math.min(seconds, mostPresignedSeconds);
  }

  private static Scope scope(Claim claim) {
    if (!claim.algorithm().equals(ALGORITHM)) {
      throw SignatureError.INCOMPLETE.say(
          "Unsupported AWS 'algorithm': '%s' (only AWS4-HMAC-SHA256 for now). "
              .formatted(claim.algorithm()));
    }
    String[] parts = parts(claim.credential());
    if (parts == null) {
      throw SignatureError.INCOMPLETE.say(
          ("Credential must have exactly 5 slash-delimited elements, e.g."
                  + " keyid/date/region/service/term, got '%s'")
              .formatted(claim.credential()));
    }
    return new Scope(parts[0], parts[1], parts[2], parts[3], parts[4]);
  }

  /** The five parts of {@code credential}, behind which there may be slashes; null if not five. */
  private static String @Nullable [] parts(String credential) {
    int end = credential.length();
    while (end > 0 && credential.charAt(end - 1) == '/') {
      end--;
    }
    String[] parts = new String[SCOPE_PARTS];
    int start = 0;
    for (int i = 0; i < SCOPE_PARTS; i++) {
      int slash = credential.indexOf('/', start);
      boolean last = slash < 0 || slash >= end;
      if (start > end || last != (i == SCOPE_PARTS - 1)) {
        return null;
      }
      parts[i] = credential.substring(start, last ? end : slash);
      start = slash + 1;
    }
    return parts;
  }

  private static boolean isRegion(String text) {
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      boolean letter = next >= 'a' && next <= 'z';
      if (!letter && next != '-' && (next < '0' || next > '9')) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MOST_REGION;
  }

  private static void checkScope(Scope scope, String time, String service) {
    boolean today = time.startsWith(scope.date()) && scope.date().length() == Timestamp.DATE;
    if (isRegion(scope.region())
        && scope.service().equals(service)
        && scope.term().equals(TERMINATOR)
        && today) {
      return;
    }
    StringBuilder wrong = new StringBuilder();
    if (!isRegion(scope.region())) {
      wrong.append(
          "Credential should be scoped to a valid region, not '%s'. ".formatted(scope.region()));
    }
    if (!scope.service().equals(service)) {
      wrong.append("Credential should be scoped to correct service: '%s'. ".formatted(service));
    }
    if (!scope.term().equals(TERMINATOR)) {
      wrong.append(
          "Credential should be scoped with a valid terminator: 'aws4_request', not '%s'. "
              .formatted(scope.term()));
    }
    if (!today) {
      String date = time.substring(0, Timestamp.DATE);
      wrong.append(
          ("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                  + " HTTP: '%s' != '%s', from '%s'.")
              .formatted(scope.date(), date, time));
    }
    throw SignatureError.MISMATCH.say(wrong.toString());
  }

  private boolean matches(Signed signed, Secret secret) {
    byte[] bodyHash = signed.request().bodyHash().get();
    byte[] given = given(signed.claim().signature());
    String raw = signed.request().path();
    String path = CanonicalPath.normalized(raw);
    boolean matches = MessageDigest.isEqual(given, sign(signed, secret, path, bodyHash));
    if (!matches && !path.equals(raw)) {
      matches = MessageDigest.isEqual(given, sign(signed, secret, raw, bodyHash));
    }
    return matches && saysBody(signed.request(), bodyHash);
  }

  /** The signature that was sent, which is written small, or what no signature is. */
  private static byte[] given(String signature) {
    if (signature.length() != HASH_LENGTH * 2) {
      return new byte[0];
    }
    byte[] given = new byte[HASH_LENGTH];
    for (int i = 0; i < signature.length(); i++) {
      char next = signature.charAt(i);
      int digit = next > 'f' || (next >= 'A' && next <= 'F') ? -1 : Character.digit(next, 16);
      if (digit < 0) {
        return new byte[0];
      }
      given[i / 2] = (byte) (given[i / 2] << 4 | digit);
    }
    return given;
  }

  /**
   * Whether a request that says what its body is says the truth. What stands there for a body that
   * is not signed, or signed piece by piece, is not: queues and topics take neither.
   */
  private static boolean saysBody(RawRequest request, byte[] hash) {
    String said = request.header("X-Amz-Content-Sha256");
    String coded = request.header("Content-Encoding");
    return (said == null || said.equals(HexFormat.of().formatHex(hash)))
        && (coded == null || !coded.contains("aws-chunked"));
  }

  private byte[] sign(Signed signed, Secret secret, String path, byte[] bodyHash) {
    bytes.clear();
    bytes.add(signed.request().method());
    bytes.add('\n');
    CanonicalPath.write(path, bytes);
    bytes.add('\n');
    signed.query().write(bytes);
    bytes.add('\n');
    signed.headers().write(bytes);
    bytes.add('\n');
    bytes.addHex(bodyHash);
    bytes.hash(sha256);
    byte[] canonical = sha256.digest();
    Scope scope = signed.scope();
    bytes.clear();
    bytes.add(ALGORITHM);
    bytes.add('\n');
    bytes.add(signed.claim().time());
    bytes.add('\n');
    bytes.add(scope.text());
    bytes.add('\n');
    bytes.addHex(canonical);
    return signing.sign(keyScope(signed, secret), bytes);
  }

  private static SigningKeys.Scope keyScope(Signed signed, Secret secret) {
    Scope scope = signed.scope();
    return new SigningKeys.Scope(secret, scope.date(), scope.region(), scope.service());
  }

  private static void checkToken(AccessKey key, @Nullable String token, long now) {
    Secret wanted = key.token();
    if (wanted != null && (token == null || !wanted.is(token))) {
      throw SignatureError.UNKNOWN_KEY.say(SignatureError.NO_SUCH_TOKEN);
    }
    if (key.hasExpired(now)) {
      throw SignatureError.EXPIRED_TOKEN.say(SignatureError.EXPIRED);
    }
  }

  /** What stands for the hash of a body that is not looked at. */
  private static byte[] noHash() {
    return new byte[HASH_LENGTH];
  }
}
