package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.fixture.FaultyStore;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The packed program, run as a process of its own. */
public final class FanfareProcess implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  /* An entry of the log, a line of the program's own, or one of the Java machine's. */
  private static final Pattern BEGINNING =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T|fanfare: |Picked up |OpenJDK .* warning: ");
  private static final Pattern OF_OTHERS =
      Pattern.compile("WARNING \\S+BlockedThreadChecker |^Picked up |^OpenJDK .* warning: ");

  private final Process process;
  private final Path errors;
  private final BufferedReader output;
  private final HttpClient client = HttpClient.newHttpClient();

  private FanfareProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts the jar in {@code directory}. */
  public static FanfareProcess start(Path directory, String... arguments) {
    return startWithHeap(directory, "512m", arguments);
  }

  /** Starts the jar in {@code directory} with so much heap. */
  static FanfareProcess startWithHeap(Path directory, String heap, String... arguments) {
    List<String> command = jar(heap);
    Collections.addAll(command, arguments);
    return start(directory, command);
  }

  /** Starts the program in {@code directory} in which faults can be planted. */
  static FanfareProcess startFaulty(Path directory, String... arguments) {
    String classes =
        String.join(
            File.pathSeparator, origin(FaultyProcess.class), origin(FaultyStore.class), jarPath());
    List<String> command =
        new ArrayList<>(List.of(java(), "-Xmx512m", "-cp", classes, FaultyProcess.class.getName()));
    Collections.addAll(command, arguments);
    return start(directory, command);
  }

  /** The directory or the jar that {@code type} was loaded from. */
  private static String origin(Class<?> type) {
    String url = type.getProtectionDomain().getCodeSource().getLocation().toString();
    return Path.of(URI.create(url)).toString();
  }

  /** Starts the jar in {@code directory}, with files that can grow to about 100 MB and no more. */
  static FanfareProcess startWithShortFiles(Path directory, String arguments) {
    return startLimited(directory, "ulimit -f 150000", arguments);
  }

  /** Starts the jar in {@code directory}, with 128 file descriptors. */
  static FanfareProcess startWithFewDescriptors(Path directory, String arguments) {
    return startLimited(directory, "ulimit -n 128", arguments);
  }

  /**
   * Starts {@code bin/fanfare}, which keeps in {@code directory} what the JVM learned. Where each
   * class came from is in the file {@code classes}.
   */
  static FanfareProcess startScript(Path directory, String arguments) {
    Path script = Path.of("..", "bin", "fanfare").toAbsolutePath().normalize();
    String settings =
        "JAVA_HOME='%s' FANFARE_JAR='%s' FANFARE_CACHE=cache"
            .formatted(System.getProperty("java.home"), jarPath());
    String more = " FANFARE_JAVA_OPTIONS='-Xmx512m -Xlog:class+load:file=classes'";
    String command = settings + more + " exec '" + script + "' " + arguments;
    return start(directory, List.of("sh", "-c", command));
  }

  /**
   * Starts the jar so that it hears SIGHUP, also where the tests were started to ignore that, as by
   * {@code nohup}: a JVM leaves it ignored then.
   */
  static FanfareProcess startHearing(Path directory, String... arguments) {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=HUP"));
    command.addAll(jar("512m"));
    Collections.addAll(command, arguments);
    return start(directory, command);
  }

  private static FanfareProcess startLimited(Path directory, String limit, String arguments) {
    String limited = limit + "; exec " + String.join(" ", jar("512m")) + " " + arguments;
    return start(directory, List.of("sh", "-c", limited));
  }

  /** The command; a process that lives for seconds is not worth an optimizing compiler. */
  private static List<String> jar(String heap) {
    return new ArrayList<>(
        List.of(java(), "-Xmx" + heap, "-XX:TieredStopAtLevel=1", "-jar", jarPath()));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String jarPath() {
    return System.getProperty("fanfare.jar", "");
  }

  private static FanfareProcess start(Path directory, List<String> command) {
    try {
      Path errors = Files.createTempFile(directory, "stderr", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      return new FanfareProcess(builder.redirectError(errors.toFile()).start(), errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next line of its output, or the empty text at its end. */
  String line() {
    try {
      String line = output.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it answers, as the line says that it prints when it does. */
  public URI awaitReady() {
    String line = line();
    assertTrue(line.contains(" answers at "), () -> line + errors());
    return URI.create(line.replaceFirst(".* answers at (\\S+),.*", "$1/"));
  }

  /** Asks the queues for {@code action}; the answer comes whole or not at all. */
  CompletableFuture<HttpResponse<String>> ask(URI broker, String action, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(broker)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + action)
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Asks by the Query protocol, with a form that is encoded already. */
  CompletableFuture<HttpResponse<String>> askForm(URI broker, String form) {
    HttpRequest request =
        HttpRequest.newBuilder(broker)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  /** What it shows at {@code page}. */
  CompletableFuture<HttpResponse<String>> get(URI page) {
    return client.sendAsync(
        HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Asks it to end, as an operator does; what it says until then can still be read. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Asks it to read its files again. */
  void hangUp() {
    try {
      String id = Long.toString(process.pid());
      assertEquals(0, new ProcessBuilder("kill", "-HUP", id).start().waitFor());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Its exit code. */
  public int awaitEnd() {
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "does not end");
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What it wrote to its standard error. */
  public String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What it wrote to its standard error, line by line, but for what others say there of a machine
   * that is busy or set up in its own way: Vert.x of threads that had to wait, Java of options.
   */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    boolean ofOthers = false;
    for (String line : errors().lines().toList()) {
      boolean begins = BEGINNING.matcher(line).lookingAt();
      ofOthers = begins ? OF_OTHERS.matcher(line).find() : ofOthers;
      if (!ofOthers) {
        complaints.add(line);
      }
    }
    return complaints;
  }

  /** Kills it, which is told nothing. */
  void kill() {
    process.destroyForcibly();
  }

  /** Kills it if it has not ended. */
  @Override
  public void close() {
    kill();
  }
}
