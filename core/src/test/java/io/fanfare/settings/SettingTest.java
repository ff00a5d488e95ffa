package io.fanfare.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What each kind of setting takes as text, in JSON and as a value, and how it refuses the rest. */
class SettingTest {

  private static final Setting<Integer> PORT =
      Setting.whole("port", 0, 65_535).orElse(4566).meaning("Where it listens.");
  private static final Setting<Long> BYTES = Setting.wholeFrom("bytes", 1).orElse(7L);
  private static final Setting<Integer> SHOWN =
      Setting.whole("shown", 0, Integer.MAX_VALUE)
          .named("all", Integer.MAX_VALUE)
          .named("none", 0)
          .orElse(100);
  private static final Setting<Boolean> FLAG = Setting.flag("flag");
  private static final Setting<String> ACCOUNT =
      Setting.text("account", "12 digits", text -> text.matches("[0-9]{12}"));
  private static final Setting<Colour> COLOUR = Setting.word("colour", Colour.class);
  private static final Setting<List<String>> NAMES =
      Setting.texts("names", "lower case", text -> text.matches("[a-z]+"));
  private static final Setting<SettingValues> INNER =
      Setting.section(
          "inner",
          List.of(PORT),
          json -> new SettingValues(List.of(PORT), json),
          SettingValues::toJson);

  /** What a setting of words chooses from. */
  private enum Colour {
    RED,
    DARK_BLUE
  }

  @Test
  void aWholeNumberIsTakenAtBothEndsOfItsRangeAndNotBeyond() {
    for (int taken : new int[] {0, 65_535}) {
      assertEquals(taken, PORT.check(taken));
      assertEquals(taken, PORT.fromJson(taken));
      assertEquals(taken, PORT.fromJson((long) taken));
      assertEquals(taken, PORT.parse(Integer.toString(taken)));
    }
    for (int refused : new int[] {-1, 65_536}) {
      String sentence = "port is " + refused + ", not between 0 and 65535";
      refuses(sentence, () -> PORT.check(refused));
      refuses(sentence, () -> PORT.fromJson(refused));
      refuses(sentence, () -> PORT.parse(Integer.toString(refused)));
    }
    refuses("port is 4294967296, not between 0 and 65535", () -> PORT.fromJson(1L << 32));
    refuses("bytes is 0, not 1 or more", () -> BYTES.check(0L));
    assertEquals(Long.MAX_VALUE, BYTES.fromJson(Long.MAX_VALUE));
  }

  @Test
  void aWholeNumberOfAnotherTypeIsRefused() {
    refuses("port is the text '80', not between 0 and 65535", () -> PORT.fromJson("80"));
    refuses("port is 80.0, not between 0 and 65535", () -> PORT.fromJson(80.0));
    refuses("port is true, not between 0 and 65535", () -> PORT.fromJson(true));
    refuses("port is null, not between 0 and 65535", () -> PORT.fromJson(null));
    refuses("port is [80], not between 0 and 65535", () -> PORT.fromJson(JsonArray.of(80)));
    refuses("bytes is 9223372036854775808, not 1 or more", () -> BYTES.fromJson(beyondLong()));
    refuses("port is 'http', not between 0 and 65535", () -> PORT.parse("http"));
    refuses("port is '', not between 0 and 65535", () -> PORT.parse(""));
  }

  private static BigInteger beyondLong() {
    return BigInteger.ONE.shiftLeft(63);
  }

  @Test
  void aNumberMayHaveAWord() {
    assertEquals(Integer.MAX_VALUE, SHOWN.parse("all"));
    assertEquals(0, SHOWN.fromJson("none"));
    assertEquals(7, SHOWN.parse("7"));
    assertEquals("0 or more, all, none", SHOWN.values());
    refuses("shown is 'some', not 0 or more or all or none", () -> SHOWN.parse("some"));
    assertThrows(IllegalStateException.class, () -> FLAG.named("on", 1));
  }

  @Test
  void aFlagIsTrueOrFalseAndNotAWordForThem() {
    assertEquals(true, FLAG.fromJson(true));
    assertEquals(false, FLAG.parse("false"));
    assertEquals(Optional.of(false), FLAG.preset());
    refuses("flag is the text 'true', not true or false", () -> FLAG.fromJson("true"));
    refuses("flag is 1, not true or false", () -> FLAG.fromJson(1));
    refuses("flag is 'yes', not true or false", () -> FLAG.parse("yes"));
  }

  @Test
  void aTextHasItsForm() {
    assertEquals("123456789012", ACCOUNT.fromJson("123456789012"));
    refuses("account is '12', not 12 digits", () -> ACCOUNT.check("12"));
    refuses("account is '12', not 12 digits", () -> ACCOUNT.parse("12"));
    refuses("account is '12', not 12 digits", () -> ACCOUNT.fromJson("12"));
    refuses("account is 123456789012, not 12 digits", () -> ACCOUNT.fromJson(123_456_789_012L));
    refuses("account is null, not 12 digits", () -> ACCOUNT.check(null));
  }

  @Test
  void aWordIsWrittenInLowerCase() {
    assertEquals(Colour.DARK_BLUE, COLOUR.parse("dark_blue"));
    assertEquals(Colour.RED, COLOUR.fromJson("RED"));
    assertEquals(Colour.RED, COLOUR.fromJson(Colour.RED));
    assertEquals("dark_blue", COLOUR.toJson(Colour.DARK_BLUE));
    assertEquals("red, dark_blue", COLOUR.values());
    refuses("colour is 'green', not red or dark_blue", () -> COLOUR.parse("green"));
    refuses("colour is 'green', not red or dark_blue", () -> COLOUR.fromJson("green"));
    refuses("colour is 3, not red or dark_blue", () -> COLOUR.fromJson(3));
  }

  @Test
  void aListIsRefusedForTheFirstTextThatDoesNotBelongThere() {
    assertEquals(List.of("a", "b"), NAMES.fromJson(JsonArray.of("a", "b")));
    assertEquals(List.of("a"), NAMES.fromJson("a"));
    assertEquals(List.of("a"), NAMES.parse("a"));
    assertEquals(Optional.of(List.of()), NAMES.preset());
    refuses("names is 'B', not lower case", () -> NAMES.fromJson(JsonArray.of("a", "B", 3)));
    refuses("names is 3, not lower case", () -> NAMES.fromJson(JsonArray.of(3, "B")));
    refuses("names is 3, not lower case", () -> NAMES.fromJson(3));
    refuses("names is 'B', not lower case", () -> NAMES.check(List.of("B")));
    List<@Nullable String> withNull = Arrays.asList("a", null);
    refuses("names is null, not lower case", () -> NAMES.fromJson(new JsonArray(withNull)));
  }

  @Test
  void aSectionRefusesInThePathOfWhatStandsInIt() {
    assertEquals(80, INNER.fromJson(JsonObject.of("port", 80)).get(PORT));
    refuses("inner is 3, not an object", () -> INNER.fromJson(3));
    refuses(
        "inner.port is -1, not between 0 and 65535",
        () -> INNER.fromJson(JsonObject.of("port", -1)));
    refuses(
        "inner.prot is not a setting; the nearest is port",
        () -> INNER.fromJson(JsonObject.of("prot", 1)));
    assertEquals(List.of(PORT), INNER.settings());
  }

  @Test
  void aRefusalCanSpeakOfAnOption() {
    SettingException refusal = assertThrows(SettingException.class, () -> PORT.parse("99999"));
    assertEquals("--port 99999 is not between 0 and 65535", refusal.sentence("--port"));
    refusal = assertThrows(SettingException.class, () -> ACCOUNT.parse("12"));
    assertEquals("--account '12' is not 12 digits", refusal.sentence("--account"));
  }

  @Test
  void theReferenceHasWordsForAllOfIt() {
    assertEquals("0 to 65535", PORT.values());
    assertEquals("1 or more", BYTES.values());
    assertEquals("4566", PORT.presetInWords());
    assertEquals("Where it listens.", PORT.meaning());
    assertEquals("the rest", PORT.orElseNone("the rest").presetInWords());
    assertEquals(Optional.empty(), PORT.orElseNone("the rest").preset());
    assertTrue(FLAG.isFlag());
    assertTrue(NAMES.isList());
  }

  @Test
  void aPresetIsAValueThatMayBeSet() {
    refuses("port is 65536, not between 0 and 65535", () -> PORT.orElse(65_536));
  }

  private static void refuses(String sentence, Executable asked) {
    assertEquals(sentence, assertThrows(IllegalArgumentException.class, asked).getMessage());
  }
}
