package io.fanfare.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One element of a filter policy's array: what one value must be like. Values and the texts within
 * conditions are {@link Candidate canonical}.
 */
sealed interface Condition {

  /** Whether {@code candidate} is a value like that. */
  boolean holds(String candidate);

  /** The value is this one. */
  record Exactly(String candidate) implements Condition {

    @Override
    public boolean holds(String other) {
      return other.equals(candidate);
    }
  }

  /** The value is this string but for upper and lower case. */
  record EqualsIgnoreCase(String folded) implements Condition {

    @Override
    public boolean holds(String candidate) {
      return Candidate.isText(candidate) && Candidate.fold(candidate).equals(folded);
    }
  }

  /** The value is a string that begins so, which includes its quote. */
  record Prefix(String start) implements Condition {

    @Override
    public boolean holds(String candidate) {
      return candidate.startsWith(start);
    }
  }

  /** The value is a string that ends so, which includes its quote. */
  record Suffix(String end) implements Condition {

    @Override
    public boolean holds(String candidate) {
      return candidate.endsWith(end);
    }
  }

  /**
   * The value is a string of these parts, of which the outer include a quote, with gaps between.
   */
  record Wildcard(List<String> parts) implements Condition {

    public Wildcard {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(String candidate) {
      if (parts.size() == 1) {
        return candidate.equals(parts.get(0));
      }
      String last = parts.get(parts.size() - 1);
      int from = parts.get(0).length();
      int end = candidate.length() - last.length();
      if (from > end || !candidate.startsWith(parts.get(0)) || !candidate.endsWith(last)) {
        return false;
      }
      for (String part : parts.subList(1, parts.size() - 1)) {
        int found = TextSearch.indexOf(candidate, part, from);
        if (found < 0 || found + part.length() > end) {
          return false;
        }
        from = found + part.length();
      }
      return true;
    }
  }

  /** The value is a string that is an address of this block, by the bits that all of it share. */
  record Cidr(String bits) implements Condition {

    @Override
    public boolean holds(String candidate) {
      return IpAddress.bits(candidate).filter(address -> address.startsWith(bits)).isPresent();
    }
  }

  /** There is a value, and it is none of these. */
  record AnythingBut(CandidateSet candidates) implements Condition {

    @Override
    public boolean holds(String candidate) {
      return !candidates.contains(candidate);
    }
  }

  /** The value is a string that is not like that. */
  record AnythingButLike(Condition pattern) implements Condition {

    @Override
    public boolean holds(String candidate) {
      return Candidate.isText(candidate) && !pattern.holds(candidate);
    }
  }

  /** The value is a number within bounds, of which at least one is present. */
  record Numeric(@Nullable Bound bottom, @Nullable Bound top) implements Condition {

    @Override
    public boolean holds(String candidate) {
      return Candidate.isNumber(candidate)
          && (bottom == null || bottom.isBelow(candidate))
          && (top == null || top.isAbove(candidate));
    }
  }

  /** There is a value. */
  record Present() implements Condition {

    @Override
    public boolean holds(String candidate) {
      return true;
    }
  }

  /** There is no value. */
  record Absent() implements Condition {

    @Override
    public boolean holds(String candidate) {
      return false;
    }
  }

  /**
   * An end of a range of numbers.
   *
   * @param candidate the number at the end
   * @param open whether the end itself lies outside
   */
  record Bound(String candidate, boolean open) {

    boolean isBelow(String number) {
      return open ? candidate.compareTo(number) < 0 : candidate.compareTo(number) <= 0;
    }

    boolean isAbove(String number) {
      return open ? candidate.compareTo(number) > 0 : candidate.compareTo(number) >= 0;
    }
  }
}
