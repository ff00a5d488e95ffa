package io.fanfare.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the packed program says when a signal ends it and when it has no file descriptors left. */
class ProcessLinesIT {

  private static final String LIST = "{}";

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void whenDescriptorsRunOutThatIsToldOnceAndOnceThatTheyAreBack(@TempDir Path directory)
      throws Exception {
    try (FanfareProcess broker =
        FanfareProcess.startWithFewDescriptors(directory, "--port=0 --memory")) {
      URI url = broker.awaitReady();
      assertEquals(200, broker.ask(url, "ListQueues", LIST).get().statusCode());
      List<Socket> all = connect(url, 200);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> broker.errors().contains("Connections cannot be accepted"));
      for (Socket one : all) {
        one.close();
      }
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> isTakenBack(broker, url));
      assertEquals(2, broker.complaints().size(), broker::errors);
    }
  }

  @Test
  void aSignalIsToldAndTheEndWithItsTime(@TempDir Path directory) {
    try (FanfareProcess broker = FanfareProcess.start(directory, "--port=0", "--memory")) {
      broker.awaitReady();
      broker.terminate();
      assertEquals("Fanfare ends, as a signal asks it to", broker.line());
      assertTrue(broker.line().matches("Fanfare has ended after [0-9.]+ s"));
      assertEquals(0, broker.awaitEnd(), broker::errors);
    }
  }

  private static List<Socket> connect(URI url, int connections) throws IOException {
    List<Socket> all = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Socket one = new Socket();
      one.connect(new InetSocketAddress(url.getHost(), url.getPort()));
      all.add(one);
    }
    return all;
  }

  /** Connects once more, and looks whether it is said that this works again. */
  private static boolean isTakenBack(FanfareProcess broker, URI url) throws IOException {
    new Socket(url.getHost(), url.getPort()).close();
    return broker.errors().contains("Connections are accepted again");
  }
}
