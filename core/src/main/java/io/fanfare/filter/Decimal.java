package io.fanfare.filter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spells a number so that texts compare as the numbers do, exactly, as decimals: a digit for the
 * sign, ten for the power of ten of the first digit, then the digits, but for zeros at either end.
 * Of a negative number each digit is its complement to nine, and a character above all digits ends
 * it. So what a number costs follows from its text, whatever its exponent says.
 */
final class Decimal {

  private static final Pattern NUMBER =
      Pattern.compile("([+-]?)(?:(\\d+)\\.?(\\d*)|\\.(\\d+))(?:[eE]([+-]?)0*(\\d+))?");
  private static final int NUMBER_LENGTH = 1_000;
  private static final int EXPONENT_LENGTH = 10;
  private static final long MOST_EXPONENT = 1_000_000_000;
  private static final String ZERO = "0";
  private static final char POSITIVE = '1';
  private static final char NEGATIVE = '-';
  private static final char ABOVE_ALL_DIGITS = '~';

  private Decimal() {}

  /**
   * The number that {@code text} spells, or nothing if it spells none, none of at most 1,000
   * characters or none whose first digit stands for a power of ten of -10^9 to 10^9.
   */
  static Optional<String> canonical(String text) {
    Matcher number = NUMBER.matcher(text);
    if (text.length() > NUMBER_LENGTH || !number.matches()) {
      return Optional.empty();
    }
    String whole = group(number, 2);
    String digits = whole + group(number, 3) + group(number, 4);
    int first = firstDigit(digits);
    if (first == digits.length()) {
      return Optional.of(ZERO);
    }
    String exponent = group(number, 6);
    if (exponent.length() > EXPONENT_LENGTH) {
      return Optional.empty();
    }
    long written = exponent.isEmpty() ? 0 : Long.parseLong(group(number, 5) + exponent);
    long power = written + whole.length() - 1 - first;
    if (Math.abs(power) > MOST_EXPONENT) {
      return Optional.empty();
    }
    String significant = digits.substring(first, afterLastDigit(digits));
    return Optional.of(sortable(number.group(1).equals("-"), power, significant));
  }

  private static String group(Matcher number, int group) {
    String text = number.group(group);
    return text == null ? "" : text;
  }

  private static int firstDigit(String digits) {
    int first = 0;
    while (first < digits.length() && digits.charAt(first) == '0') {
      first++;
    }
    return first;
  }

  private static int afterLastDigit(String digits) {
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return end;
  }

  private static String sortable(boolean isNegative, long power, String digits) {
    String fromZero = Long.toString(power + MOST_EXPONENT);
    StringBuilder text = new StringBuilder(EXPONENT_LENGTH + digits.length() + 2);
    text.append(POSITIVE).append("0".repeat(EXPONENT_LENGTH - fromZero.length()));
    text.append(fromZero).append(digits);
    if (isNegative) {
      text.setCharAt(0, NEGATIVE);
      for (int i = 1; i < text.length(); i++) {
        text.setCharAt(i, (char) ('0' + '9' - text.charAt(i)));
      }
      text.append(ABOVE_ALL_DIGITS);
    }
    return text.toString();
  }
}
