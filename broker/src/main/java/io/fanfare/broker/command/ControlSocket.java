package io.fanfare.broker.command;

import io.fanfare.broker.log.ProcessLog;
import io.fanfare.store.Backup;
import io.fanfare.store.BackupException;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The door by which commands on the same machine reach a broker that runs: a socket in its data
 * directory. Who can use it can read and write what the broker has anyhow, as that directory is its
 * owner's alone, so it asks for nothing more and is no door of the network.
 */
public final class ControlSocket implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ControlSocket.class.getName());
  private static final String FILE = "fanfare.control";

  /** The key of what is asked and told of levels of the log. */
  static final String LOG_LEVELS = "logLevels";

  private static final long PAUSE_NANOS = 1_000_000_000;

  private final Path path;
  private final ServerSocketChannel server;
  private final Function<Path, Future<Backup>> backup;

  private ControlSocket(
      Path path, ServerSocketChannel server, Function<Path, Future<Backup>> backup) {
    this.path = path;
    this.server = server;
    this.backup = backup;
  }

  /**
   * Opens the door in {@code data}, which the broker of this process holds. Where that cannot be,
   * the log says why, and the broker does without.
   *
   * @param backup makes a backup in a directory
   */
  public static Optional<ControlSocket> open(Path data, Function<Path, Future<Backup>> backup) {
    Path path = in(data);
    try {
      // Left behind by a broker that was killed.
      Files.deleteIfExists(path);
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      ControlSocket socket = new ControlSocket(path, server, backup);
      try {
        server.bind(UnixDomainSocketAddress.of(path));
      } catch (IOException e) {
        server.close();
        throw e;
      }
      daemon("fanfare-control", socket::accept);
      return Optional.of(socket);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "No command reaches this broker while it runs: {0} cannot be opened: {1}",
          path,
          e.getMessage());
      return Optional.empty();
    }
  }

  /** The socket in {@code data}, by its shortest path: systems bound the length of such paths. */
  static Path in(Path data) {
    Path whole = data.resolve(FILE).toAbsolutePath().normalize();
    Path here = Path.of("").toAbsolutePath();
    Path relative =
        whole.getRoot() != null && whole.getRoot().equals(here.getRoot())
            ? here.relativize(whole)
            : whole;
    return relative.toString().length() < whole.toString().length() ? relative : whole;
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        daemon("fanfare-control-client", () -> serve(client));
      } catch (ClosedChannelException closed) {
        LOG.log(System.Logger.Level.DEBUG, "Nobody comes in any more", closed);
      } catch (IOException e) {
        // Such as too few descriptors, which passes.
        LOG.log(System.Logger.Level.DEBUG, path + " took nobody in", e);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      ControlLine.write(client, answer(ControlLine.read(client)));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A command was not answered", e);
    }
  }

  private JsonObject answer(String line) {
    try {
      JsonObject asked = new JsonObject(line);
      return asked.containsKey(LOG_LEVELS) ? log(asked) : backup(asked);
    } catch (BackupException refusal) {
      LOG.log(System.Logger.Level.WARNING, "{0}", refusal.getMessage());
      return ControlLine.refusal(String.valueOf(refusal.getMessage()));
    } catch (DecodeException | ClassCastException | InvalidPathException mistake) {
      return ControlLine.refusal("That is no question to a broker");
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.ERROR, "A command was not done: " + line, fault);
      return ControlLine.refusal("It was not done: " + fault.getMessage());
    }
  }

  private JsonObject backup(JsonObject asked) {
    Path directory = Path.of(asked.getString("backup", ""));
    if (!directory.isAbsolute()) {
      return ControlLine.refusal("Nobody knows what to do: " + asked.fieldNames());
    }
    Backup made = backup.apply(directory).await();
    LOG.log(
        System.Logger.Level.INFO,
        "A backup of {0} rows was made in {1}; writes waited {2} ms for it",
        made.rows(),
        directory,
        made.pause().toNanos() / 1e6);
    return ControlLine.of(made);
  }

  /* Levels to take from now on, or none to take back what was changed so; null changes nothing. */
  private static JsonObject log(JsonObject asked) {
    @Nullable JsonArray levels = asked.getJsonArray(LOG_LEVELS);
    try {
      if (levels != null && levels.isEmpty()) {
        ProcessLog.reset();
      } else if (levels != null) {
        ProcessLog.change(levels.stream().map(String.class::cast).toList());
      }
    } catch (IllegalArgumentException mistake) {
      return ControlLine.refusal(String.valueOf(mistake.getMessage()));
    }
    if (levels != null) {
      LOG.log(
          System.Logger.Level.INFO, "The log is written by the levels {0}", ProcessLog.levels());
    }
    return new JsonObject().put(LOG_LEVELS, new JsonObject(Map.copyOf(ProcessLog.levels())));
  }

  /** Closes the door; who is being served still gets an answer. */
  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, path + " is left behind", e);
    }
  }
}
