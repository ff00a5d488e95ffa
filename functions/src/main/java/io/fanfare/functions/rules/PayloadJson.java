package io.fanfare.functions.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The JSON that functions answer with. */
final class PayloadJson {

  private static final int MOST_TEXT = 8 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .build();

  private static final JsonFactory STRICT =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(MOST_TEXT).build())
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(MOST_TEXT).build());
  }

  private PayloadJson() {}

  /** Fails if {@code payload} spells no value, or more than one. */
  static void check(byte[] payload) throws IOException {
    try (JsonParser json = STRICT.createParser(payload)) {
      if (json.nextToken() == null) {
        throw new JsonParseException(json, "No content to map due to end-of-input");
      }
      json.skipChildren();
      if (json.nextToken() != null) {
        throw new JsonParseException(json, "Trailing token (of type " + json.currentToken() + ")");
      }
    }
  }

  /** The error of a function that told of it in a text of its own. */
  static String error(byte[] payload) {
    return JSON.createObjectNode()
        .put("errorMessage", new String(payload, StandardCharsets.UTF_8))
        .toString();
  }

  /** The value that {@code payload} spells; nothing if it spells none. */
  static Optional<JsonNode> read(byte[] payload) {
    try {
      return Optional.of(JSON.readTree(payload)).filter(json -> !json.isMissingNode());
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
