package io.fanfare.broker.proof;

import io.fanfare.queues.QueuesOptions;
import io.fanfare.store.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a broker can be tried. */
public enum Deployment {
  /** In this process, its rows in the heap. */
  MEMORY,
  /** In this process, its rows on disk. */
  DISK,
  /** The packed jar in a process of its own, its rows on disk. */
  JAR;

  /** The deployments of this run: the jar once it is packed, before that the others. */
  public static List<Deployment> present() {
    return JarBroker.isPacked() ? List.of(JAR) : List.of(MEMORY, DISK);
  }

  /** The deployments of this run on which rows outlive a broker. */
  public static List<Deployment> durable() {
    return JarBroker.isPacked() ? List.of(JAR) : List.of(DISK);
  }

  /** A new broker on any free port, with a data directory of its own. */
  public BrokerUnderTest start() {
    return start(newDirectory());
  }

  /** A broker on any free port that keeps its rows in {@code data}. */
  public BrokerUnderTest start(Path data) {
    return this == JAR
        ? JarBroker.start(data, 0)
        : InProcessBroker.start(
            new StoreOptions().setPath(data.toString()).setMemory(this == MEMORY),
            new QueuesOptions());
  }

  /** A broker in this process, its rows in the heap, that enforces what {@code queues} say. */
  public static BrokerUnderTest inProcess(QueuesOptions queues) {
    return InProcessBroker.start(new StoreOptions().setMemory(true), queues);
  }

  /** An empty directory that is left behind for who wants to look into it. */
  public static Path newDirectory() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "proof"));
      return Files.createTempDirectory(parent, "data-").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
