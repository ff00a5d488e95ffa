package io.fanfare.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A record of an event source as patterns see it; what no pattern looks at is not read. */
public final class FilterRecord {

  private final Supplier<JsonNode> whole;
  private final String text;
  private @Nullable JsonNode members;
  private @Nullable JsonNode body;

  /**
   * A record.
   *
   * @param members all of it but its body, as an object
   * @param body its body as text
   */
  public FilterRecord(Supplier<JsonNode> members, String body) {
    this.whole = members;
    this.text = body;
  }

  JsonNode members() {
    JsonNode known = members;
    if (known == null) {
      known = whole.get();
      members = known;
    }
    return known;
  }

  /** The object or array that the body spells; the text that it is if it spells none. */
  JsonNode body() {
    JsonNode known = body;
    if (known == null) {
      known = read();
      body = known;
    }
    return known;
  }

  private JsonNode read() {
    try {
      JsonNode json = FilterJson.parse(text);
      return json.isContainerNode() ? json : TextNode.valueOf(text);
    } catch (JsonProcessingException notJson) {
      return TextNode.valueOf(text);
    }
  }
}
