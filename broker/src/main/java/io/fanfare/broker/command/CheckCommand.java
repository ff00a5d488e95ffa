package io.fanfare.broker.command;

import io.fanfare.store.CheckReport;
import io.fanfare.store.Finding;
import io.fanfare.store.mv.Stores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Looks whether a data directory that nobody uses is whole, and changes nothing in it. */
public final class CheckCommand extends ToolCommand {

  private CheckCommand() {
    super(
        "Looks at all of a data directory that no broker uses, and changes nothing in it: the"
            + " checksums of its files, pages and rows, whether each row can be read, and whether"
            + " rows that belong together are all there.",
        "Ends with 0 if it is sound, with 3 if something is damaged, with 2 if it cannot be"
            + " looked at.");
    takePath(0, "DIR", "The data directory.");
    takeOption("--keys", "FILE", Path.class, "The key file, by which sealed rows are opened, too.");
  }

  /** The command {@code check}. */
  public static CommandLine check() {
    return new CheckCommand().line();
  }

  @Override
  int run() {
    Path directory = path(0);
    CheckReport report =
        Stores.check(directory, CheckedRows.all(KeyFile.read(option("--keys", null))));
    tell(json(directory, report), words(directory, report));
    return report.isSound() ? ExitCode.OK : ExitCode.DAMAGED;
  }

  /** What {@code report} says of {@code directory}, as JSON. */
  private static JsonObject json(Path directory, CheckReport report) {
    JsonObject tables = new JsonObject();
    report.rows().forEach(tables::put);
    JsonArray findings = new JsonArray();
    report.findings().forEach(finding -> findings.add(json(finding)));
    return new JsonObject()
        .put("directory", directory.toString())
        .put("sound", report.isSound())
        .put("commits", report.commits())
        .put("fileBytes", report.fileBytes())
        .put("rows", tables)
        .put("findings", findings)
        .put("moreFindings", report.more());
  }

  private static JsonObject json(Finding finding) {
    JsonObject json = new JsonObject().put("kind", finding.kind().name().toLowerCase(Locale.ROOT));
    if (finding.table() != null) {
      json.put("table", finding.table());
    }
    if (finding.key() != null) {
      json.put(
          "key",
          new JsonArray()
              .add(finding.key().owner())
              .add(finding.key().order())
              .add(finding.key().sequence()));
    }
    return json.put("what", finding.what());
  }

  private static String words(Path directory, CheckReport report) {
    Stream<String> lines =
        report.findings().stream()
            .map(finding -> finding.kind().name().toLowerCase(Locale.ROOT) + ": " + finding);
    Stream<String> more =
        report.more() == 0 ? Stream.of() : Stream.of("and " + report.more() + " more");
    long rows = report.rows().values().stream().mapToLong(Long::longValue).sum();
    String verdict =
        String.format(
            Locale.ROOT,
            report.isSound()
                ? "%s is sound: %,d rows in %d tables, %,d commits, %,d bytes"
                : "%s is damaged; of it %,d rows in %d tables, %,d commits and %,d bytes were read",
            directory,
            rows,
            report.rows().size(),
            report.commits(),
            report.fileBytes());
    return Stream.of(lines, more, Stream.of(verdict))
        .flatMap(all -> all)
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
