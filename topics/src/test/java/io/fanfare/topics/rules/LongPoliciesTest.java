package io.fanfare.topics.rules;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.fanfare.filter.FilterPolicy;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A long policy that was read is found again, whatever it is to be matched with. */
class LongPoliciesTest {

  private static final String LONG =
      IntStream.range(0, 150)
          .mapToObj(i -> "\"%s%d\"".formatted("x".repeat(80), i))
          .collect(Collectors.joining(",", "{\"a\":[", "]}"));

  @Test
  void bothReadingsOfOneTextAreFoundAgain() {
    FilterPolicy ofBody = LongPolicies.read("", LONG, true);
    FilterPolicy ofAttributes = LongPolicies.read("", LONG, false);
    assertNotSame(ofBody, ofAttributes);
    assertSame(ofBody, LongPolicies.read("", LONG, true));
    assertSame(ofAttributes, LongPolicies.read("", LONG, false));
  }
}
