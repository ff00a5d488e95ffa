package io.fanfare.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.http.HttpApi;
import io.fanfare.http.action.SupportedAction;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The queues' parameters and elements are called what they were called in AWS's last model of the
 * Query protocol, those of actions that AWS does not have by the same rules; {@code
 * query-names.txt} lists them, with N for a number.
 */
final class QueryNamesTest {

  private static final Map<String, Set<String>> NAMES = names();

  static Stream<Class<?>> records() {
    return HttpApi.actions().stream()
        .filter(action -> action.service().equals("SQS"))
        .map(QueryNamesTest::request)
        .flatMap(
            request ->
                Stream.concat(
                    Stream.of(request),
                    Stream.of(request.getDeclaredClasses())
                        .filter(nested -> nested.getSimpleName().equals("Result"))));
  }

  @ParameterizedTest
  @MethodSource("records")
  void aMemberHasTheNameItHadInTheQueryProtocol(Class<?> type) {
    Class<?> request = type.isMemberClass() ? type.getEnclosingClass() : type;
    Set<String> names = new TreeSet<>();
    structure(request.getSimpleName(), "", Structure.of(type.asSubclass(Record.class)), names);
    String key = type == request ? "" : ".Result";
    assertEquals(NAMES.get(request.getSimpleName() + key), names);
  }

  private static void structure(
      String action, String prefix, Structure<?> structure, Set<String> names) {
    for (Member member : structure.members()) {
      String flat = prefix + FlatName.of(action, member.name()) + ".N";
      if (member.shape() instanceof Shape.ListOf list) {
        value(action, flat, list.element(), names);
      } else if (member.shape() instanceof Shape.MapOf map) {
        names.add(flat + "." + FlatName.keyOf(FlatName.of(action, member.name())));
        value(action, flat + ".Value", map.value(), names);
      } else {
        value(action, prefix + member.name(), member.shape(), names);
      }
    }
  }

  private static void value(String action, String name, Shape shape, Set<String> names) {
    if (shape instanceof Structure<?> structure) {
      structure(action, name + ".", structure, names);
    } else {
      names.add(name);
    }
  }

  private static Class<?> request(SupportedAction action) {
    return Stream.of("", "monitoring.")
        .flatMap(room -> named("io.fanfare.queues.model." + room + action.name()))
        .findAny()
        .orElseThrow();
  }

  private static Stream<Class<?>> named(String name) {
    try {
      return Stream.of(Class.forName(name));
    } catch (ClassNotFoundException elsewhere) {
      return Stream.empty();
    }
  }

  /** The names of each record, which stands before them in a line that is not indented. */
  private static Map<String, Set<String>> names() {
    Map<String, Set<String>> names = new TreeMap<>();
    Set<String> latest = new TreeSet<>();
    for (String line : lines()) {
      if (line.startsWith(" ")) {
        latest.add(line.strip());
      } else {
        latest = names.computeIfAbsent(line, any -> new TreeSet<>());
      }
    }
    return names;
  }

  private static List<String> lines() {
    try (InputStream text = QueryNamesTest.class.getResourceAsStream("query-names.txt")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
