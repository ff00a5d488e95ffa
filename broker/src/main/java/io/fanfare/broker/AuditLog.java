package io.fanfare.broker;

import io.fanfare.access.AuditFile;
import io.fanfare.access.AuditTrail;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The audit log of a broker, if it is to have one. */
record AuditLog(Vertx vertx, Optional<AuditFile> file) {

  /**
   * Opens the audit log at {@code path}; there is none if that is absent. Fails with {@link
   * BrokerOpenException} if it cannot be written.
   */
  static Future<AuditLog> open(Vertx vertx, @Nullable String path, LongSupplier clock) {
    return path == null
        ? Future.succeededFuture(new AuditLog(vertx, Optional.empty()))
        : vertx.executeBlocking(() -> new AuditLog(vertx, Optional.of(file(path, clock))), false);
  }

  private static AuditFile file(String path, LongSupplier clock) {
    try {
      return AuditFile.open(Path.of(path), clock);
    } catch (IOException | InvalidPathException e) {
      throw new BrokerOpenException("cannot write the audit log " + path + ": " + e);
    }
  }

  /** Where entries go. */
  AuditTrail trail() {
    return file.<AuditTrail>map(open -> open).orElseGet(AuditTrail::none);
  }

  /** How many entries were dropped. */
  long dropped() {
    return file.map(AuditFile::dropped).orElse(0L);
  }

  /** Writes what is waiting, and ends. */
  Future<Void> close() {
    return file.isEmpty()
        ? Future.succeededFuture()
        : vertx.executeBlocking(
            () -> {
              file.get().close();
              return null;
            },
            false);
  }
}
