package io.fanfare.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what filter policies see of a message's body. Only leaves are values: an object or an array
 * without any is absent.
 */
final class BodyReader {

  private final FilterEvent event;

  private BodyReader(Effort effort) {
    event = new FilterEvent(effort);
  }

  /**
   * The event of a message with the body {@code text}, as far as policies look at {@code paths}; or
   * nothing if the body is no object of JSON.
   */
  static Optional<FilterEvent> read(String text, PathTree paths, Effort effort) {
    effort.spend(2L * text.length());
    try {
      JsonNode body = FilterJson.parse(text);
      if (!body.isObject()) {
        return Optional.empty();
      }
      BodyReader reader = new BodyReader(effort);
      reader.readObject(body, paths, Place.MESSAGE);
      return Optional.of(reader.event);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private void readObject(JsonNode object, PathTree paths, Place place) {
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      PathTree below = paths.below(property.getKey());
      if (below != null) {
        read(property.getValue(), below, place);
      }
    }
  }

  private void read(JsonNode value, PathTree path, Place place) {
    if (value.isObject()) {
      readObject(value, path, place);
    } else if (value.isArray()) {
      readArray(value, path, place);
    } else if (path.isUsed()) {
      Candidate.of(value).ifPresent(candidate -> event.add(path.path(), candidate, place));
    }
  }

  /** An array's objects and arrays are places of their own, its plain values are not. */
  private void readArray(JsonNode array, PathTree path, Place place) {
    Place elements = event.within(place, true);
    for (JsonNode element : array) {
      read(element, path, element.isContainerNode() ? event.within(elements, false) : place);
    }
  }
}
