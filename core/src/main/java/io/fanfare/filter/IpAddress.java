package io.fanfare.filter;

import java.util.Optional;

/** IP addresses as texts of bits, so that an address lies in a block if its text begins so. */
final class IpAddress {

  private static final int LONGEST = 45;

  private IpAddress() {}

  /** The bits of the address that {@code candidate} spells, after the version that they are of. */
  static Optional<String> bits(String candidate) {
    int length = candidate.length() - 2;
    if (!Candidate.isText(candidate) || length < 2 || length > LONGEST) {
      return Optional.empty();
    }
    return ofText(candidate.substring(1, candidate.length() - 1));
  }

  static Optional<String> ofText(String address) {
    return address.indexOf(':') < 0 ? four(address).map(bits -> "4" + bits) : six(address);
  }

  /** How many bits the addresses of the version of {@code bits} have. */
  static int length(String bits) {
    return bits.length() - 1;
  }

  private static Optional<String> four(String address) {
    String[] numbers = address.split("\\.", -1);
    if (numbers.length != 4) {
      return Optional.empty();
    }
    return join(numbers, 10, 3, 8);
  }

  private static Optional<String> six(String address) {
    int dot = address.indexOf('.');
    if (dot >= 0) {
      int colon = address.lastIndexOf(':');
      return four(address.substring(colon + 1))
          .flatMap(bits -> six(address.substring(0, colon + 1) + groups(bits)));
    }
    int gap = address.indexOf("::");
    if (gap < 0) {
      return whole(address);
    }
    String before = address.substring(0, gap);
    String after = address.substring(gap + 2);
    int missing = 8 - count(before) - count(after);
    if (missing < 1) {
      return Optional.empty();
    }
    String filled =
        (before.isEmpty() ? "" : before + ":")
            + "0:".repeat(missing)
            + (after.isEmpty() ? "" : after + ":");
    return whole(filled.substring(0, filled.length() - 1));
  }

  private static Optional<String> whole(String address) {
    String[] groups = address.split(":", -1);
    return groups.length == 8 ? join(groups, 16, 4, 16).map(bits -> "6" + bits) : Optional.empty();
  }

  private static int count(String groups) {
    return groups.isEmpty() ? 0 : groups.split(":", -1).length;
  }

  private static String groups(String bits) {
    return Integer.toHexString(Integer.parseInt(bits.substring(0, 16), 2))
        + ":"
        + Integer.toHexString(Integer.parseInt(bits.substring(16), 2));
  }

  private static Optional<String> join(String[] numbers, int radix, int digits, int width) {
    StringBuilder bits = new StringBuilder(numbers.length * width);
    for (String number : numbers) {
      if (number.isEmpty()
          || number.length() > digits
          || !number.chars().allMatch(digit -> digit < 128 && Character.digit(digit, radix) >= 0)) {
        return Optional.empty();
      }
      int value = Integer.parseInt(number, radix);
      if (value >= 1 << width) {
        return Optional.empty();
      }
      bits.append(Integer.toBinaryString(1 << width | value), 1, width + 1);
    }
    return Optional.of(bits.toString());
  }
}
