package io.fanfare.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy is one object of JSON, not too deep, in which nothing stands twice. */
class PolicyJsonTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32, 33, 100_000})
  void itIsThirtyTwoDeepAtTheMost(int depth) {
    String text = "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    assertEquals(depth <= 32, PolicyJson.object(text).isPresent());
    String arrays = "{\"a\":" + "[".repeat(depth - 1) + "1" + "]".repeat(depth - 1) + "}";
    assertEquals(depth <= 32, PolicyJson.object(arrays).isPresent());
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 33, 100_000})
  void itsNumbersHaveThirtyTwoDigitsAtTheMost(int digits) {
    String text = "{\"a\":" + "9".repeat(digits) + "}";
    assertEquals(digits <= 32, PolicyJson.object(text).isPresent());
  }

  @Test
  void nothingStandsTwiceOrBehindIt() {
    assertEquals(true, PolicyJson.object("{\"a\":1,\"b\":1}").isPresent());
    assertEquals(false, PolicyJson.object("{\"a\":1,\"a\":1}").isPresent());
    assertEquals(false, PolicyJson.object("{\"a\":1} {}").isPresent());
    assertEquals(false, PolicyJson.object("[]").isPresent());
  }
}
