package io.fanfare.broker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A text that is exported is a text for whoever reads it. */
class QuotingCheckerTest {

  static Stream<String> texts() {
    String words =
        "7321e45 1_000 0x1F 0b11 0o17 017 1:30 190:20:30 +1.5e3 .5 .inf -.INF .NaN 1e3 2026-11-28"
            + " 2026-11-28T10:00:00Z yes off ~ null ' \" @a %a !a &a *a = << plain a-b_c.d/e";
    return Stream.concat(
        Stream.of(words.split(" ", -1)), Stream.of("", " ", "- a", "a: b", "# c", "with space"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextStaysOne(String text) throws JsonProcessingException {
    ObjectNode file = JsonNodeFactory.instance.objectNode().put("value", text);
    file.putObject("names").put(text.isEmpty() ? "empty" : text, 1);
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    String written = ExportCommand.yaml(file);
    Map<String, Object> read = yaml.load(written);
    assertEquals(text, read.get("value"), written);
    assertEquals(
        Set.of(text.isEmpty() ? "empty" : text),
        ((Map<?, ?>) Objects.requireNonNull(read.get("names"))).keySet(),
        written);
  }
}
