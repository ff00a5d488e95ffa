package io.fanfare.broker.command;

import io.fanfare.store.mv.Stores;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;

/** Copies what a broker has, while it goes on or while none does. */
public final class BackupCommand extends ToolCommand {

  private BackupCommand() {
    super(
        "Copies a data directory, whether or not a broker uses it: one that does makes the copy"
            + " itself, and goes on meanwhile. The copy has all that was acknowledged before. It"
            + " does not have the key file.");
    takePath(0, "BACKUP", "The directory to make, which is not there or empty.");
    takeData();
  }

  /** The command {@code backup}. */
  public static CommandLine backup() {
    return new BackupCommand().line();
  }

  @Override
  int run() {
    Path data = data();
    Path target = path(0).toAbsolutePath().normalize();
    JsonObject made =
        ControlLine.ask(data, new JsonObject().put("backup", target.toString()))
            .orElseGet(() -> ControlLine.of(Stores.backup(data, target)));
    String words =
        String.format(
            Locale.ROOT,
            "Backed up %,d rows to %s: %,d bytes in %.1f s; writes waited %.1f ms",
            made.getLong("rows"),
            target,
            made.getLong("bytes"),
            made.getLong("millis") / 1e3,
            made.getLong("pauseMicros") / 1e3);
    tell(new JsonObject().put("directory", target.toString()).mergeIn(made), words);
    return ExitCode.OK;
  }
}
