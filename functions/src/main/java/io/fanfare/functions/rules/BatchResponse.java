package io.fanfare.functions.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a function says of its batch that reports which of the messages have failed. */
public final class BatchResponse {

  private BatchResponse() {}

  /**
   * Which messages have failed.
   *
   * @param payload what the function has answered
   * @param batch the ids of the messages that it was given
   * @return the ids of those that failed; nothing if the answer does not tell, so that all have
   */
  public static Optional<Set<String>> failures(byte[] payload, Set<String> batch) {
    if (payload.length == 0) {
      return Optional.of(Set.of());
    }
    Optional<JsonNode> json = PayloadJson.read(payload);
    if (json.isEmpty()) {
      return Optional.empty();
    }
    JsonNode value = json.get();
    if (value.isNull()) {
      return Optional.of(Set.of());
    }
    return value.isObject() ? listed(value.path("batchItemFailures"), batch) : Optional.empty();
  }

  private static Optional<Set<String>> listed(JsonNode list, Set<String> batch) {
    if (list.isMissingNode() || list.isNull()) {
      return Optional.of(Set.of());
    }
    if (!list.isArray()) {
      return Optional.empty();
    }
    Set<String> failures = new HashSet<>();
    for (JsonNode element : list) {
      String id = element.path("itemIdentifier").asText("");
      if (!element.isObject() || !batch.contains(id)) {
        return Optional.empty();
      }
      failures.add(id);
    }
    return Optional.of(failures);
  }
}
