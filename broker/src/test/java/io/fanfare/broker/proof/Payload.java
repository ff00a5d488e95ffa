package io.fanfare.broker.proof;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client sends: a body in JSON that begins with the client's own name for it, and
 * attributes. The {@code kind}, which both say, decides which queues of the topic want it.
 */
record Payload(String id, String body, Map<String, String> attributes) {

  private static final String[] KINDS = {"red", "blue", "green", "all", "none"};
  private static final Pattern ID = Pattern.compile("\\{\"id\":\"([^\"]+)\"");

  /**
   * A payload called {@code id}: mostly small, sometimes large, some with characters of all sorts.
   */
  static Payload draw(String id, Random random) {
    int luck = random.nextInt(1_000);
    int size = luck == 0 ? 100_000 : luck < 10 ? 20_000 : random.nextInt(300);
    StringBuilder text = new StringBuilder();
    while (text.length() < size) {
      text.append(luck % 3 == 0 ? "é𝄞<&>\"\n" : "0123456789");
    }
    String kind = KINDS[random.nextInt(KINDS.length)];
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("kind", kind);
    if (luck % 2 == 0) {
      attributes.put("luck", Integer.toString(luck));
    }
    JsonObject body = new JsonObject().put("id", id).put("kind", kind).put("text", text.toString());
    return new Payload(id, body.encode(), attributes);
  }

  /** The payload that arrived as {@code body} with {@code attributes}. */
  static Payload arrived(String body, Map<String, String> attributes) {
    Matcher id = ID.matcher(body);
    return new Payload(id.lookingAt() ? id.group(1) : body, body, new TreeMap<>(attributes));
  }

  String kind() {
    return attributes.getOrDefault("kind", "none");
  }

  /** A digest that only payloads of the same body and attributes share. */
  String content() {
    try {
      byte[] bytes = (body + "\u0000" + attributes).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
