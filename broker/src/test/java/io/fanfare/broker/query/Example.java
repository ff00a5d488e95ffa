package io.fanfare.broker.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The example of an action: paragraphs of parameters, each a request, and paragraphs of XML, each
 * the answer to the request before it. A name in square brackets stands for a value; where it first
 * stands alone in an answer, the answer decides which.
 */
final class Example {

  private static final Pattern NAME = Pattern.compile("\\[([a-z]+)]");

  private final List<String> paragraphs;
  private final Map<String, String> values = new HashMap<>();

  private Example(List<String> paragraphs) {
    this.paragraphs = paragraphs;
  }

  /** The example of {@code action}; those of topics stand below {@code sns}. */
  static Example of(String action) throws IOException {
    try (InputStream text = Example.class.getResourceAsStream(action + ".txt")) {
      assertNotNull(text, "There is no example of " + action);
      return new Example(List.of(new String(text.readAllBytes(), UTF_8).strip().split("\n\n+")));
    }
  }

  /** Lets {@code name} stand for {@code value}. */
  Example with(String name, String value) {
    values.put(name, value);
    return this;
  }

  /** Sends the requests and compares the answers. */
  void play(QueryClient client, Way way) {
    Answer answer = new Answer(0, "", "", "");
    for (String paragraph : paragraphs) {
      if (paragraph.startsWith("<")) {
        compare(paragraph, answer);
      } else {
        answer = way.send(client, parameters(paragraph));
        assertEquals(200, answer.status(), answer.xml());
        assertEquals("text/xml", answer.contentType());
        values.put("request", answer.requestId());
      }
    }
  }

  private Map<String, String> parameters(String paragraph) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String line : paragraph.lines().toList()) {
      int equals = line.indexOf('=');
      parameters.put(line.substring(0, equals), fill(line.substring(equals + 1)));
    }
    return parameters;
  }

  private void compare(String paragraph, Answer answer) {
    List<String> expected = XmlText.lines(paragraph);
    List<String> actual = XmlText.lines(answer.xml());
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      learn(expected.get(i), actual.get(i));
    }
    assertEquals(
        expected.stream().map(this::fill).collect(Collectors.joining("\n")),
        String.join("\n", actual));
  }

  /** Takes the value of a name that stands alone, unless it has one or nothing stands there. */
  private void learn(String expected, String actual) {
    int start = expected.indexOf('=') + 1;
    Matcher name = NAME.matcher(expected.substring(start));
    if (name.matches()
        && actual.length() > start
        && actual.startsWith(expected.substring(0, start))) {
      values.putIfAbsent(name.group(1), actual.substring(start));
    }
  }

  private String fill(String text) {
    return NAME.matcher(text)
        .replaceAll(
            name -> Matcher.quoteReplacement(values.getOrDefault(name.group(1), name.group())));
  }
}
