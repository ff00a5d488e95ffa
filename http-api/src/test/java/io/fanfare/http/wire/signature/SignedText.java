package io.fanfare.http.wire.signature;

import io.fanfare.access.AccessKey;
import io.fanfare.access.Secret;
import io.fanfare.core.Principal;
import io.fanfare.core.Sha256;
import io.fanfare.core.policy.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as a text, the way HTTP has it, and the key with which AWS's examples are signed. */
record SignedText(String text) {

  static final String KEY_ID = "AKIDEXAMPLE";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  /** The time of the examples of queues and topics. */
  static final Instant NOW = Instant.parse("2026-01-15T12:34:56Z");

  /** The key of the examples, with a token and an end or without. */
  static AccessKey key(@Nullable String token, @Nullable Instant expires) {
    return new AccessKey(
        KEY_ID,
        Secret.of(SECRET),
        token == null ? null : Secret.of(token),
        expires,
        Identity.of(Principal.ofAccount("000000000000")));
  }

  /** A verifier that knows {@code key} at {@code now}. */
  static SignatureVerifier verifier(AccessKey key, Instant now) {
    return new SignatureVerifier(
        id -> id.equals(key.id()) ? Optional.of(key) : Optional.empty(), now::toEpochMilli);
  }

  /** What {@code verifier} says of it, which is for {@code service}: the id of the key, or none. */
  String verify(SignatureVerifier verifier, String service) {
    return verifier.verify(request(), service).map(signer -> signer.key().id()).orElse("nobody");
  }

  SignedText replace(String old, String other) {
    if (!text.contains(old)) {
      throw new IllegalArgumentException(old);
    }
    return new SignedText(text.replace(old, other));
  }

  RawRequest request() {
    /* One character for each byte, as on the wire. */
    String wire = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    int end = wire.indexOf("\n\n");
    String head = end < 0 ? wire : wire.substring(0, end);
    String body = end < 0 ? "" : wire.substring(end + 2);
    List<String> lines = head.lines().toList();
    String line = lines.get(0);
    int method = line.indexOf(' ');
    String target = line.substring(method + 1);
    int query = target.indexOf('?');
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (String header : lines.subList(1, lines.size())) {
      int colon = header.indexOf(':', 1);
      headers.add(Map.entry(header.substring(0, colon), header.substring(colon + 1)));
    }
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    return new RawRequest(
        line.substring(0, method),
        query < 0 ? target : target.substring(0, query),
        query < 0 ? null : target.substring(query + 1),
        headers,
        () -> Sha256.of(bytes));
  }
}
