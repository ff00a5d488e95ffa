package io.fanfare.http.authentication;

import io.fanfare.core.policy.condition.IpRange;
import io.fanfare.settings.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The proxies whose word is taken for where a request comes from and by which way. */
public final class TrustedProxies {

  /** Their addresses, as they are set. */
  public static final Setting<List<String>> SETTING =
      Setting.texts(
              "trustedProxies", "an address or a range such as 10.0.0.0/8", TrustedProxies::isRange)
          .meaning(
              "The proxies, such as 10.0.0.5 or 10.0.0.0/8, that are believed where a request comes"
                  + " from and under which address the broker was found.");

  private final List<IpRange> ranges;

  /** Those whose addresses are in one of {@code ranges}. */
  public TrustedProxies(List<String> ranges) {
    this.ranges = ranges.stream().map(IpRange::parse).flatMap(Optional::stream).toList();
  }

  /** Whether {@code text} is an address or a range of them. */
  public static boolean isRange(String text) {
    return IpRange.parse(text).isPresent();
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Whether {@code address} is that of one of them. */
  public boolean have(@Nullable String address) {
    if (address != null) {
      for (IpRange range : ranges) {
        if (range.has(address)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Where a request comes from that one of them at {@code peer} hands on: each proxy adds the
   * address that it was asked from, so it is the last one that none of them has.
   *
   * @param forwarded the values of {@code X-Forwarded-For}
   */
  public String source(String peer, List<String> forwarded) {
    List<String> addresses = new ArrayList<>();
    forwarded.forEach(value -> Collections.addAll(addresses, value.split(",", -1)));
    String source = peer;
    for (int i = addresses.size() - 1; i >= 0 && have(source); i--) {
      String before = addresses.get(i).strip();
      if (before.indexOf('/') >= 0 || !isRange(before)) {
        return source;
      }
      source = before;
    }
    return source;
  }
}
