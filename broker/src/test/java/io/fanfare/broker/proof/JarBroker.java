package io.fanfare.broker.proof;

import io.fanfare.broker.FanfareProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The packed jar, named by the system property {@code fanfare.jar}, in a process of its own that
 * can be killed. What it says of itself stands in a file in its data directory.
 */
final class JarBroker implements BrokerUnderTest {

  private final FanfareProcess process;
  private final int port;

  private JarBroker(FanfareProcess process) {
    this.process = process;
    this.port = process.awaitReady().getPort();
  }

  static boolean isPacked() {
    return System.getProperty("fanfare.jar") != null;
  }

  /** Starts the jar and returns when it has said that it answers. */
  static JarBroker start(Path data, int port, String... options) {
    List<String> all = new ArrayList<>(List.of("--port=" + port, "--data=."));
    Collections.addAll(all, options);
    return new JarBroker(FanfareProcess.start(data, all.toArray(String[]::new)));
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
    process.close();
  }

  /** Returns when the process is no more. */
  void awaitEnd() {
    process.awaitEnd();
  }

  /** Asks the process to end, which it must do with the exit code 0. */
  @Override
  public void close() {
    process.terminate();
    int code = process.awaitEnd();
    if (code != 0) {
      throw new IllegalStateException("exit code " + code + ": " + process.errors());
    }
  }
}
