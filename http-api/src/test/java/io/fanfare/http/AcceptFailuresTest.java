package io.fanfare.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That connections cannot be accepted is told once, and once that they can be again. */
class AcceptFailuresTest {

  private static final String BEGUN = "Connections cannot be accepted, and wait: no files";

  /** Acts are {@code f} for a failure and {@code a} for a connection, each at its second. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a0 a1 a2                 |",
        "f0                       | begun",
        "f0 f1 f2                 | begun",
        "f0 a1 f2 a3 f4           | begun",
        "f0 f1 a5 a10             | begun",
        "f0 f5 a14 a15 a16        | begun, ended 5 2",
        "f0 a20 f21 a22           | begun, ended 0 1, begun",
      })
  void eachEndOfSuchATimeIsToldOnce(String acts, @Nullable String told) {
    AcceptFailures failures = new AcceptFailures();
    List<String> sentences = new ArrayList<>();
    for (String act : acts.strip().split(" +", -1)) {
      long nanos = TimeUnit.SECONDS.toNanos(Long.parseLong(act.substring(1)));
      if (act.startsWith("f")) {
        failures.failed(new IOException("no files"), nanos).ifPresent(sentences::add);
      } else {
        failures.accepted(nanos).ifPresent(sentences::add);
      }
    }
    assertEquals(sentences(told), sentences);
  }

  private static List<String> sentences(@Nullable String told) {
    if (told == null) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    for (String word : told.split(", ", -1)) {
      String[] parts = word.split(" ", -1);
      sentences.add(
          parts[0].equals("begun")
              ? BEGUN
              : "Connections are accepted again; within %s seconds, %s attempts failed"
                  .formatted(parts[1], parts[2]));
    }
    return sentences;
  }
}
