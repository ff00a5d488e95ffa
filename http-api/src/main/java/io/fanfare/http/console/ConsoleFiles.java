package io.fanfare.http.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All files that the console consists of, read once for all event loops. */
final class ConsoleFiles {

  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String PAGE = "index.html";
  private static final String OWN = "/io/fanfare/http/console/";
  private static final String HTM = "/META-INF/resources/_static/htm/3.1.1/";
  private static final String SHA256 = "/META-INF/resources/webjars/js-sha256/0.11.0/";
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

  /** What is loaded, by its name in the browser, and where it is in the jar. */
  private static final Map<String, String> PLACES =
      Map.ofEntries(
          own("api.js"),
          own("app.js"),
          own("chart.js"),
          own("dialogs.js"),
          own("fields.js"),
          own("format.js"),
          own("list.js"),
          own("messages.js"),
          own("parts.css"),
          own("peek.js"),
          own("publish.js"),
          own("queue.js"),
          own("queues.js"),
          own("redrive.js"),
          own("settings.js"),
          own("sign.js"),
          own("store.js"),
          own("styles.css"),
          own("subscriptions.js"),
          own("topic.js"),
          own("topics.js"),
          own("xml.js"),
          Map.entry("preact.js", HTM + "preact/standalone.module.js"),
          Map.entry("sha256.js", SHA256 + "build/sha256.min.js"),
          Map.entry("uplot.js", UPLOT + "dist/uPlot.esm.js"),
          Map.entry("uplot.css", UPLOT + "dist/uPlot.min.css"));

  private final Map<String, ConsoleFile> files = new LinkedHashMap<>();
  private final String page;
  private final String version;

  private ConsoleFiles() {
    StringBuilder all = new StringBuilder();
    PLACES.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            place -> {
              String name = place.getKey();
              byte[] bytes = read(place.getValue());
              files.put(name, ConsoleFile.of(name.endsWith(".css") ? STYLE : SCRIPT, bytes));
              all.append(name).append(' ').append(ConsoleFile.digest(bytes)).append('\n');
            });
    version = ConsoleFile.digest(all.toString().getBytes(UTF_8));
    page = new String(read(OWN + PAGE), UTF_8).replace("{version}", version);
  }

  private static Map.Entry<String, String> own(String name) {
    return Map.entry(name, OWN + name);
  }

  private static byte[] read(String place) {
    try (InputStream in = ConsoleFiles.class.getResourceAsStream(place)) {
      return Objects.requireNonNull(in, place).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files, which are read when this is called first. */
  static ConsoleFiles shared() {
    return Shared.FILES;
  }

  /** What changes whenever one of the files does. */
  String version() {
    return version;
  }

  /** The file of that name, or null. */
  @Nullable ConsoleFile find(String name) {
    return files.get(name);
  }

  /** The page that loads the others, for requests that belong to {@code region}. */
  ConsoleFile page(String region) {
    return ConsoleFile.of(HTML, page.replace("{region}", region).getBytes(UTF_8));
  }

  private static final class Shared {
    static final ConsoleFiles FILES = new ConsoleFiles();
  }
}
