package io.fanfare.broker;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.store.DiskState;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The broker as a program in which messages are faults: planted in the middle of a step. */
public final class FaultyProcess {

  /** A message that is a bug. */
  static final String BUG = "planted bug";

  /** A message for which there is no memory. */
  static final String NO_MEMORY = "planted memory";

  /** A message that is too deep for the stack. */
  static final String NO_STACK = "planted stack";

  private FaultyProcess() {}

  public static void main(String... arguments) {
    int code =
        new StartCommand(options -> BrokerProcess.start(options, Faulty::new))
            .parser()
            .execute(arguments);
    if (code != ExitCode.OK) {
      System.exit(code);
    }
  }

  /** A store that fails where it is asked to write what a fault is planted in. */
  private record Faulty(Store store) implements Store {

    @Override
    public Future<Void> write(List<Change> changes) {
      for (Change change : changes) {
        String text = text(change);
        if (text.contains(BUG)) {
          throw new IllegalStateException(BUG);
        } else if (text.contains(NO_MEMORY)) {
          throw new OutOfMemoryError(NO_MEMORY);
        } else if (text.contains(NO_STACK)) {
          throw new StackOverflowError(NO_STACK);
        }
      }
      return store.write(changes);
    }

    private static String text(Change change) {
      if (change instanceof Change.Put put) {
        return new String(put.value(), StandardCharsets.UTF_8);
      }
      return change instanceof Change.Retain retain
          ? new String(retain.value(), StandardCharsets.UTF_8)
          : "";
    }

    @Override
    public Future<List<Optional<byte[]>>> get(Table table, List<Key> keys) {
      return store.get(table, keys);
    }

    @Override
    public Future<List<Row>> scan(Table table, Key from, Key to, int limit, long bytes) {
      return store.scan(table, from, to, limit, bytes);
    }

    @Override
    public Future<Long> count(Table table, Key from, Key to) {
      return store.count(table, from, to);
    }

    @Override
    public long nextSequence() {
      return store.nextSequence();
    }

    @Override
    public boolean hasRoom() {
      return store.hasRoom();
    }

    @Override
    public DiskState.Room room() {
      return store.room();
    }

    @Override
    public Optional<DiskState> disk() {
      return store.disk();
    }

    @Override
    public Future<Void> close() {
      return store.close();
    }
  }
}
