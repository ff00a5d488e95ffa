package io.fanfare.settings;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Whole numbers from {@code least} to {@code most}, of which some have a word.
 *
 * @param most {@code open} or more is said as "or more"
 * @param open the largest number of the type
 * @param named the words that stand for numbers
 */
record WholeNumber<N extends Number>(
    long least, long most, long open, Function<Long, N> ofLong, Map<String, Long> named)
    implements Kind<N> {

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

  /** The same numbers, of which {@code number} may be written as {@code word}, too. */
  WholeNumber<N> with(String word, long number) {
    Map<String, Long> more = new LinkedHashMap<>(named);
    more.put(word, number);
    return new WholeNumber<>(least, most, open, ofLong, more);
  }

  @Override
  public Optional<N> ofText(String text) {
    return WHOLE.matcher(text).matches() ? ofLong(Long.parseLong(text)) : ofWord(text);
  }

  @Override
  public Optional<N> ofJson(Object json) {
    if (json instanceof Integer || json instanceof Long) {
      return ofLong(((Number) json).longValue());
    }
    return json instanceof String word ? ofWord(word) : Optional.empty();
  }

  private Optional<N> ofLong(long number) {
    return number >= least && number <= most ? Optional.of(ofLong.apply(number)) : Optional.empty();
  }

  private Optional<N> ofWord(String word) {
    return Optional.ofNullable(named.get(word)).map(ofLong);
  }

  @Override
  public Object toJson(N value) {
    return value;
  }

  @Override
  public boolean has(N value) {
    return ofLong(value.longValue()).isPresent();
  }

  @Override
  public String words() {
    String numbers =
        most == open
            ? String.format(Locale.ROOT, "%d or more", least)
            : String.format(Locale.ROOT, "%d to %d", least, most);
    return named.isEmpty() ? numbers : numbers + ", " + String.join(", ", named.keySet());
  }

  @Override
  public String demand() {
    String numbers =
        most == open
            ? String.format(Locale.ROOT, "%d or more", least)
            : String.format(Locale.ROOT, "between %d and %d", least, most);
    return named.isEmpty() ? numbers : numbers + " or " + String.join(" or ", named.keySet());
  }

  @Override
  public String shownText(String text) {
    return WHOLE.matcher(text).matches() ? text : Kind.super.shownText(text);
  }
}
