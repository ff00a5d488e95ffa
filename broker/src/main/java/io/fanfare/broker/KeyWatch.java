package io.fanfare.broker;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import io.fanfare.access.AccessFileException;
import io.fanfare.access.MasterKeyReader;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.runtime.Clock;
import io.fanfare.seal.MasterKeyRows;
import io.fanfare.seal.MasterKeys;
import io.fanfare.seal.Seals;
import io.fanfare.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the master keys as the key file has them: reads it before the broker opens, and again when
 * it has changed. The store knows which keys were there; a file that lacks one of them, or has
 * another in its place, is not taken. A key is in the store before anything is sealed by it, and
 * the file on the disk before the key is in the store.
 */
final class KeyWatch {

  private static final System.Logger LOG = System.getLogger(KeyWatch.class.getName());
  private static final int SLICE = 1_000;

  private final @Nullable Path path;
  private final @Nullable FileWatch watch;
  private final SecureRandom chance = new SecureRandom();
  private final @Nullable MasterKeys first;
  private final Seals seals;
  private final AtomicLong reloads = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private @Nullable Store store;
  private @Nullable Context context;
  private List<Row> known = List.of();
  private Function<Seals, Future<Void>> sealAnew = next -> Future.succeededFuture();
  private Future<Void> taken = Future.succeededFuture();

  private KeyWatch(@Nullable Path path, @Nullable FileWatch watch, @Nullable MasterKeys first) {
    this.path = path;
    this.watch = watch;
    this.first = first;
    this.seals = first == null ? Seals.none() : new Seals(first, Clock.system()::millis, chance);
  }

  /**
   * The keys of {@code file}; none if there is none.
   *
   * @throws BrokerOpenException if the file cannot be used
   */
  static KeyWatch open(@Nullable String file) {
    if (file == null) {
      return new KeyWatch(null, null, null);
    }
    Path path = Path.of(file);
    FileWatch watch = new FileWatch(path, "fanfare-keys");
    try {
      return new KeyWatch(path, watch, read(path));
    } catch (AccessFileException mistakes) {
      throw new BrokerOpenException(
          "The key file %s cannot be used:%n%s".formatted(path, mistakes.getMessage()));
    } catch (IOException unreadable) {
      throw new BrokerOpenException(
          "The key file %s cannot be read: %s".formatted(path, FileWatch.reason(unreadable)));
    }
  }

  /** What the file at {@code path} says, once that outlasts a fall of the machine. */
  private static MasterKeys read(Path path) throws AccessFileException, IOException {
    MasterKeys keys = MasterKeyReader.read(path);
    Durable.force(path);
    return keys;
  }

  /** What seals and opens rows by these keys. */
  Seals seals() {
    return seals;
  }

  /**
   * Holds the keys against what {@code opened} knows, before anything opens that serves or changes
   * messages, and lets it know those that are new. Fails with a {@link BrokerOpenException} if a
   * key is missing.
   *
   * @param anew has what the broker needs to start again sealed by the keys of a file that was read
   *     again, before they hold
   */
  Future<Void> check(Vertx vertx, Store opened, Function<Seals, Future<Void>> anew) {
    store = opened;
    sealAnew = anew;
    context = vertx.getOrCreateContext();
    List<Row> rows = new ArrayList<>();
    List<Key> range = MasterKeyRows.range();
    return opened
        .scanAll(MasterKeyRows.TABLE, range.get(0), range.get(1), SLICE, rows::addAll)
        .compose(
            read -> {
              known = List.copyOf(rows);
              List<String> complaints = MasterKeyRows.complaints(first, rows, chance);
              return complaints.isEmpty()
                  ? first == null ? Future.succeededFuture() : learn(first)
                  : Future.failedFuture(new BrokerOpenException(sentence(complaints)));
            });
  }

  private String sentence(List<String> complaints) {
    String what = path == null ? "Without a key file (--keys)" : "With the key file " + path;
    return what
        + " the data cannot be opened; no message was changed, and none was served:\n"
        + String.join("\n", complaints);
  }

  /** Lets the store know those of {@code keys} that it does not know yet. */
  private Future<Void> learn(MasterKeys keys) {
    List<Row> added = MasterKeyRows.missing(keys, known, chance);
    Store opened = store;
    if (added.isEmpty() || opened == null) {
      return Future.succeededFuture();
    }
    return opened
        .write(MasterKeyRows.put(added))
        .onSuccess(
            written -> {
              List<Row> all = new ArrayList<>(known);
              all.addAll(added);
              known = List.copyOf(all);
            });
  }

  /** How many keys there are. */
  int size() {
    return seals.keys().map(keys -> keys.all().size()).orElse(0);
  }

  /** How often the file has been read again, and was taken. */
  long reloads() {
    return reloads.get();
  }

  /** How often it was read again, and not taken. */
  long failures() {
    return failures.get();
  }

  /** Looks every second from now on whether the file has changed. */
  void begin() {
    if (watch != null) {
      watch.begin(this::reload);
    }
  }

  /** Looks no more. */
  void close() {
    if (watch != null) {
      watch.close();
    }
  }

  /** Reads the file soon, whether it has changed or not. */
  void reloadSoon() {
    if (watch != null) {
      watch.soon(this::reload);
    }
  }

  private void reload() {
    Path file = path;
    Context opened = context;
    if (file == null || opened == null) {
      return;
    }
    try {
      MasterKeys keys = read(file);
      opened.runOnContext(read -> takeNext(keys));
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (IOException unreadable) {
      complain(FileWatch.reason(unreadable));
    } catch (AccessFileException mistakes) {
      complain(String.join("; ", String.valueOf(mistakes.getMessage()).lines().toList()));
    } catch (Throwable unusable) {
      // Whatever it is, the next change of the file is looked for.
      complain(unusable.toString());
    }
  }

  /** Takes {@code keys} once those that were read before are taken, or are not. */
  private void takeNext(MasterKeys keys) {
    taken = taken.transform(before -> take(keys)).onFailure(fault -> complain(fault.toString()));
  }

  private Future<Void> take(MasterKeys keys) {
    List<String> complaints = MasterKeyRows.complaints(keys, known, chance);
    if (!complaints.isEmpty()) {
      complain(String.join("; ", complaints));
      return Future.succeededFuture();
    }
    return learn(keys)
        .compose(written -> sealAnew.apply(new Seals(keys, Clock.system()::millis, chance)))
        .onSuccess(
            renewed -> {
              seals.replace(keys);
              reloads.incrementAndGet();
              LOG.log(INFO, "The key file {0} was read again: {1}", path, keys);
            });
  }

  private void complain(String why) {
    failures.incrementAndGet();
    LOG.log(
        ERROR,
        "The key file {0} cannot be used, and what it said before stays in force: {1}",
        path,
        why);
  }
}
