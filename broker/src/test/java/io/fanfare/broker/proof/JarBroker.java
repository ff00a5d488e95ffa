package io.fanfare.broker.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packed jar, named by the system property {@code fanfare.jar}, in a process of its own that
 * can be killed. What it says of itself is added to {@code broker.log} beside its data directory.
 */
final class JarBroker implements BrokerUnderTest {

  private static final Pattern GREETING = Pattern.compile("answers at http://[^ ]*:([0-9]+)");

  private final Process process;
  private final int port;

  private JarBroker(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean isPacked() {
    return System.getProperty("fanfare.jar") != null;
  }

  /** Starts the jar and returns when it has said that it answers. */
  static JarBroker start(Path data, int port) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-jar",
            System.getProperty("fanfare.jar", "fanfare.jar"),
            "--port",
            Integer.toString(port),
            "--data",
            data.toString());
    Path log = data.resolveSibling(data.getFileName() + ".log");
    try {
      Process process =
          new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile())).start();
      return new JarBroker(process, awaitPort(process, log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("resource")
  private static int awaitPort(Process process, Path log) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = output.readLine();
    while (line != null) {
      Matcher greeting = GREETING.matcher(line);
      if (greeting.find()) {
        return Integer.parseInt(greeting.group(1));
      }
      line = output.readLine();
    }
    throw new IllegalStateException("the broker ended before it answered; see " + log);
  }

  int port() {
    return port;
  }

  @Override
  public URI endpoint() {
    return URI.create("http://localhost:" + port);
  }

  /** Kills the process, which is told nothing. */
  void kill() {
    process.destroyForcibly();
  }

  /** Returns when the process is no more. */
  void awaitEnd() {
    await(process);
  }

  /** Asks the process to end, which it must do with the exit code 0. */
  @Override
  public void close() {
    process.destroy();
    int code = await(process);
    if (code != 0) {
      throw new IllegalStateException("the broker ended with the exit code " + code);
    }
  }

  private static int await(Process process) {
    try {
      if (!process.waitFor(30, SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the broker does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
