package io.fanfare.queues.rules;

import io.fanfare.core.MessageAttribute;
import io.fanfare.filter.TextSearch;
import io.fanfare.queues.model.PeekMessages.PeekedMessage;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether a peeked message contains a text, in capitals or not, in time linear in its length. */
public final class PeekedText implements Predicate<PeekedMessage> {

  private final CharSequence wanted;

  /** Looks for {@code wanted}. */
  public PeekedText(String wanted) {
    this.wanted = new Folded(wanted);
  }

  @Override
  public boolean test(PeekedMessage message) {
    return isIn(message.messageId())
        || message.messageAttributes().entrySet().stream().anyMatch(this::isIn)
        || isIn(message.body());
  }

  private boolean isIn(Map.Entry<String, MessageAttribute> attribute) {
    return isIn(attribute.getKey()) || isIn(attribute.getValue().stringValue());
  }

  private boolean isIn(@Nullable String text) {
    return text != null && TextSearch.search(new Folded(text), wanted, 0) >= 0;
  }

  /** A text without regard to capitals, as {@link String#equalsIgnoreCase} compares them. */
  private record Folded(String text) implements CharSequence {

    /** Nearly all characters come before it, and are told at once. */
    private static final char ASCII_END = 128;

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      char c = text.charAt(index);
      if (c < ASCII_END) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
      }
      return Character.toLowerCase(Character.toUpperCase(c));
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Folded(text.substring(start, end));
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
