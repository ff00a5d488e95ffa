package io.fanfare.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Attributes that are kept share their heap with those kept before them. */
final class AttributesTest {

  private static Attributes of(String text) {
    return new Attributes(Map.of("DelaySeconds", text));
  }

  @Test
  void equalOnesThatFollowEachOtherAreTheSame() {
    Attributes first = of("1").kept();
    assertSame(first, of("1").kept());
    Attributes other = of("2").kept();
    assertEquals(of("2"), other);
    Attributes again = of("1").kept();
    assertEquals(first, again);
    assertNotSame(first, again);
  }

  @Test
  void noneIsAlwaysTheSameAndInNobodysWay() {
    Attributes first = of("3").kept();
    assertSame(Attributes.none(), new Attributes(Map.of()).kept());
    assertSame(first, of("3").kept());
  }
}
