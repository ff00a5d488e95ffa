package io.fanfare.broker.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Measures what a broker that runs does in a second, and how long each answer takes. */
public final class BenchCommand extends ToolCommand {

  private static final int ROUNDS = 5;
  private static final int SECONDS = 10;
  private static final int CONNECTIONS = 16;
  private static final int BYTES = 1_024;
  private static final int MOST_SECONDS = 86_400;
  private static final int MOST_CONNECTIONS = 1_000;
  private static final int MOST_BYTES = 100_000;

  private final Map<String, String> environment;

  /** A broker that is measured. */
  private record Side(URI endpoint, BenchWorkload workload, BenchRun run) {}

  /** A command with the variables of {@code environment}. */
  BenchCommand(Map<String, String> environment) {
    super(
        "Measures a broker that runs, in queues of its own, which it removes. Each connection asks"
            + " again when it was answered; a fifth of the time before does not count. Two brokers"
            + " are measured in turns, a fifth of the time each. The client takes part of the"
            + " machine that it runs on.",
        "Workloads:"
            + Arrays.stream(BenchWorkload.Kind.values())
                .map(kind -> "%n  " + kind.word() + ": " + kind.meaning())
                .collect(Collectors.joining()));
    this.environment = environment;
    takeOption("--endpoint", "URL", String.class, "The broker.  Default: " + DEFAULT_ENDPOINT);
    takeOption("--compare", "URL", String.class, "Another one, to be measured in turns with it.");
    takeOption("--workload", "NAME", String.class, "What is done.  Default: send");
    takeOption("--seconds", "N", Integer.class, "How long.  Default: " + SECONDS);
    takeOption("--connections", "N", Integer.class, "How many ask.  Default: " + CONNECTIONS);
    takeOption("--size", "BYTES", Integer.class, "How large bodies are.  Default: " + BYTES);
  }

  /** The command {@code bench}. */
  public static CommandLine bench() {
    return new BenchCommand(System.getenv()).line();
  }

  private int number(String name, int preset, int most) {
    @Nullable Integer given = option(name, null);
    int number = given == null ? preset : given;
    if (number < 1 || number > most) {
      throw new RefusedException("%s %d is not between 1 and %d".formatted(name, number, most));
    }
    return number;
  }

  private String text(String name, String preset) {
    @Nullable String given = option(name, null);
    return given == null ? preset : given;
  }

  @Override
  int run() {
    BenchWorkload.Kind kind = BenchWorkload.Kind.of(text("--workload", "send"));
    Duration time = Duration.ofSeconds(number("--seconds", SECONDS, MOST_SECONDS));
    int connections = number("--connections", CONNECTIONS, MOST_CONNECTIONS);
    int size = number("--size", BYTES, MOST_BYTES);
    List<Side> sides = new ArrayList<>();
    sides.add(side(text("--endpoint", DEFAULT_ENDPOINT), kind, size));
    String other = text("--compare", "");
    if (!other.isEmpty()) {
      sides.add(side(other, kind, size));
    }
    try {
      sides.forEach(side -> side.workload.open());
      measure(sides, connections, time);
    } finally {
      sides.forEach(side -> side.workload.close());
    }
    tell(json(kind, connections, size, sides), words(sides));
    return ExitCode.OK;
  }

  private Side side(String url, BenchWorkload.Kind kind, int size) {
    URI endpoint = ApiClient.endpoint(url);
    ApiClient client = new ApiClient(endpoint, RequestSigner.of(environment));
    return new Side(endpoint, new BenchWorkload(client, kind, size), new BenchRun());
  }

  private static void measure(List<Side> sides, int connections, Duration time) {
    Duration turn = time.dividedBy(ROUNDS);
    for (Side side : sides) {
      new BenchRun().go(side.workload, connections, turn);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (Side side : sides) {
        side.run.go(side.workload, connections, turn);
      }
    }
  }

  private static JsonObject json(
      BenchWorkload.Kind kind, int connections, int size, List<Side> sides) {
    JsonArray measured = new JsonArray();
    for (Side side : sides) {
      measured.add(
          new JsonObject().put("endpoint", side.endpoint.toString()).mergeIn(side.run.json()));
    }
    JsonObject json =
        new JsonObject()
            .put("workload", kind.word())
            .put("connections", connections)
            .put("size", size)
            .put("measured", measured);
    return sides.size() < 2 ? json : json.put("ratio", ratio(sides));
  }

  /** How many times as many messages the second does as the first. */
  private static double ratio(List<Side> sides) {
    return sides.get(1).run.rate() / sides.get(0).run.rate();
  }

  private static String words(List<Side> sides) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("BROKER", "MESSAGES/S", "TIMES", "P50 MS", "P90", "P99", "P99.9", "MAX"));
    for (Side side : sides) {
      JsonObject json = side.run.json();
      List<String> line = new ArrayList<>();
      line.add(side.endpoint.toString());
      line.add(String.format(Locale.ROOT, "%,.0f", json.getDouble("messagesPerSecond")));
      line.add(String.format(Locale.ROOT, "%,d", json.getLong("times")));
      for (String percentile : List.of("p50", "p90", "p99", "p99.9", "max")) {
        line.add(String.format(Locale.ROOT, "%.2f", json.getDouble(percentile)));
      }
      lines.add(line);
    }
    String table = Columns.of(lines);
    return sides.size() < 2
        ? table
        : table
            + String.format(
                Locale.ROOT, "%nThe second does %.2f times as many as the first", ratio(sides));
  }
}
