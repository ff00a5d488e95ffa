package io.fanfare.core.policy.condition;

/** The operator on addresses. */
final class IpComparisons {

  private IpComparisons() {}

  /** {@code IpAddress}: the address is in the range. */
  static Comparison in(String text, boolean variables) throws Malformed {
    IpRange range =
        IpRange.parse(text).orElseThrow(() -> new Malformed("A range of addresses is none."));
    return (value, context) -> range.has(value);
  }
}
