package io.fanfare.broker.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Shows and changes from which level on a broker that runs writes its log. */
public final class LogCommand extends ToolCommand {

  private static final String RESET = "--reset";

  private LogCommand() {
    super(
        "Shows from which level on a broker that runs on this machine writes its log, after having"
            + " changed it if levels are given. They hold until the broker ends.");
    takeTexts(
        "[NAME=]LEVEL",
        "error, warning, info, debug, trace or off, for one part of the log after its name, such"
            + " as io.fanfare.topics=debug.");
    takeData();
    takeFlag(RESET, "Takes back all that was changed since the broker started.");
  }

  /** The command {@code log}. */
  public static CommandLine log() {
    return new LogCommand().line();
  }

  @Override
  int run() {
    Path data = data();
    List<String> levels = texts();
    boolean reset = said().hasMatchedOption(RESET);
    if (reset && !levels.isEmpty()) {
      throw new RefusedException("Levels and " + RESET + " do not go together");
    }
    @Nullable JsonArray asked = reset || !levels.isEmpty() ? new JsonArray(levels) : null;
    JsonObject told =
        ControlLine.ask(data, new JsonObject().put(ControlSocket.LOG_LEVELS, asked))
            .orElseThrow(() -> new RefusedException("No broker uses " + data));
    tell(told, words(told.getJsonObject(ControlSocket.LOG_LEVELS)));
    return ExitCode.OK;
  }

  private static String words(JsonObject levels) {
    StringBuilder words = new StringBuilder();
    for (Map.Entry<String, Object> level : new TreeMap<>(levels.getMap()).entrySet()) {
      words.append(words.isEmpty() ? "" : "\n");
      words.append(level.getKey().isEmpty() ? "" : level.getKey() + "=").append(level.getValue());
    }
    return words.toString();
  }
}
