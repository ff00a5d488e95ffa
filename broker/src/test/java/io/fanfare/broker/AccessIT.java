package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the packed program makes of access files, and of addresses that others reach. */
@DisabledOnOs(OS.WINDOWS)
class AccessIT {

  private final Path directory;

  AccessIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private FanfareProcess start(String... arguments) {
    return FanfareProcess.start(directory, arguments);
  }

  @Test
  void aFileWithMistakesEndsTheStartWithAllOfThem() {
    AccessFixture.in(directory).write("accounts: {1: {}}\nanonymous: maybe\n");
    try (FanfareProcess broker = start("--port=0", "--memory", "--access=access.yaml")) {
      assertEquals(2, broker.awaitEnd());
      assertEquals(
          List.of(
              "fanfare: The access file access.yaml cannot be used:",
              "fanfare: line 1: An account has 12 digits.",
              "fanfare: line 2: This is either true or false."),
          broker.complaints());
    }
  }

  @Test
  void anAddressThatOthersReachNeedsAccessControlOrAWord() {
    try (FanfareProcess broker = start("--port=0", "--memory", "--host=0.0.0.0")) {
      assertEquals(2, broker.awaitEnd());
      assertEquals(
          List.of(
              "fanfare: Whoever reaches 0.0.0.0 could do everything, as access is not enforced: name"
                  + " an access file (--access), or say that this is meant (--insecure)."),
          broker.complaints());
    }
    try (FanfareProcess broker = start("--port=0", "--memory", "--host=0.0.0.0", "--insecure")) {
      broker.awaitReady();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aHangUpHasTheFileReadAgainAndEndsNothing() throws Exception {
    AccessFixture.in(directory);
    try (FanfareProcess broker =
        FanfareProcess.startHearing(directory, "--port=0", "--memory", "--access=access.yaml")) {
      URI url = broker.awaitReady();
      assertEquals(403, broker.ask(url, "ListQueues", "{}").get().statusCode());
      broker.hangUp();
      URI metrics = url.resolve("/metrics");
      Awaitility.await()
          .until(
              () -> broker.get(metrics).get().body().contains("fanfare_access_reloads_total 1.0"));
      broker.terminate();
      assertEquals(0, broker.awaitEnd(), broker::errors);
      assertTrue(broker.errors().contains("was read again: 2 access keys"), broker::errors);
    }
  }
}
