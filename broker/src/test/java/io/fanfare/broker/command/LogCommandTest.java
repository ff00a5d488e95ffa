package io.fanfare.broker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.log.ProcessLog;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import picocli.CommandLine;

/** The levels of a process that runs are shown and changed by a command beside it. */
@Isolated
@DisabledOnOs(OS.WINDOWS)
class LogCommandTest {

  private static final Logger PART = Logger.getLogger("io.fanfare.example.part");

  private final Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Level root = Logger.getLogger("").getLevel();
  private ControlSocket socket;

  LogCommandTest(@TempDir Path data) {
    this.data = data;
    socket = opened();
  }

  private ControlSocket opened() {
    return ControlSocket.open(data, directory -> Future.failedFuture("no backup")).orElseThrow();
  }

  @BeforeEach
  void asAtTheStart() {
    Logger.getLogger("").setLevel(Level.INFO);
  }

  @AfterEach
  void end() {
    socket.close();
    ProcessLog.reset();
    Logger.getLogger("").setLevel(root);
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 2, words.length);
    all[0] = "--data";
    all[1] = data.toString();
    CommandLine line = LogCommand.log();
    return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true)).execute(all);
  }

  @Test
  void levelsAreChangedShownAndTakenBack() {
    assertEquals(ExitCode.OK, run("warning", "io.fanfare.example=debug"));
    assertTrue(out.toString().startsWith("warning\n"), out.toString());
    assertTrue(out.toString().contains("io.fanfare.example=debug"), out.toString());
    assertTrue(PART.isLoggable(Level.FINE));
    assertEquals(ExitCode.OK, run("--json"));
    JsonObject told = new JsonObject(out.toString()).getJsonObject("logLevels");
    assertEquals("debug", told.getString("io.fanfare.example"));
    assertEquals(ExitCode.OK, run("--reset"));
    assertTrue(
        out.toString().startsWith("info\n") || out.toString().equals("info\n"), out.toString());
    assertEquals(Level.INFO, Logger.getLogger("").getLevel());
  }

  @Test
  void whatIsWrongIsRefusedAndChangesNothing() {
    assertEquals(ExitCode.REFUSED, run("loud"));
    assertEquals(
        "fanfare: loud is none of error, warning, info, debug, trace and off, after a name and ="
            + " or alone\n",
        err.toString());
    assertEquals(ExitCode.REFUSED, run("--reset", "debug"));
    assertEquals("fanfare: Levels and --reset do not go together\n", err.toString());
    assertEquals(Level.INFO, Logger.getLogger("").getLevel());
  }

  @Test
  void withoutABrokerNothingIsDone() {
    socket.close();
    assertEquals(ExitCode.REFUSED, run("debug"));
    assertEquals("fanfare: No broker uses " + data + "\n", err.toString());
    socket = opened();
  }
}
