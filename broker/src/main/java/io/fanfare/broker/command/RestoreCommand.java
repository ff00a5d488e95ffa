package io.fanfare.broker.command;

import io.fanfare.store.CheckReport;
import io.fanfare.store.mv.Stores;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;

/** Makes a data directory of a backup. */
public final class RestoreCommand extends ToolCommand {

  private RestoreCommand() {
    super(
        "Makes a data directory of a backup, which is looked at as check does before, and stays as"
            + " it is. What is sealed in it needs the key file that it was sealed by, which is not"
            + " part of a backup.");
    takePath(0, "BACKUP", "The backup.");
    takePath(1, "DIR", "The data directory to make, which is not there or empty.");
    takeOption("--keys", "FILE", Path.class, "The key file, by which sealed rows are looked at.");
  }

  /** The command {@code restore}. */
  public static CommandLine restore() {
    return new RestoreCommand().line();
  }

  @Override
  int run() {
    Path target = path(1);
    CheckReport report =
        Stores.restore(path(0), target, CheckedRows.all(KeyFile.read(option("--keys", null))));
    long rows = report.rows().values().stream().mapToLong(Long::longValue).sum();
    tell(
        new JsonObject().put("directory", target.toString()).put("rows", rows),
        String.format(Locale.ROOT, "Restored %,d rows to %s", rows, target));
    return ExitCode.OK;
  }
}
