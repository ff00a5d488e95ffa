package io.fanfare.functions.rules;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** The JSON that functions answer with. */
final class PayloadJson {

  private static final int MOST_TEXT = 8 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(MOST_TEXT).build());
  }

  private PayloadJson() {}

  /** The value that {@code payload} spells; nothing if it spells none. */
  static Optional<JsonNode> read(byte[] payload) {
    try {
      return Optional.of(JSON.readTree(payload)).filter(json -> !json.isMissingNode());
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
