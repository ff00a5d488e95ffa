package io.fanfare.queues;

import io.fanfare.queues.engine.PeekPage;
import io.fanfare.queues.engine.Room;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.seal.KeyTroubleException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a peek up to the messages themselves. Those that are sealed by a master key that may
 * not be used are left out; if nothing else is there, the key's refusal says so, as for a receive.
 */
final class OpenPeek {

  private final Bodies bodies;
  private final PeekPage page;
  private final Room room;
  private @Nullable KeyTroubleException trouble;

  OpenPeek(Bodies bodies, PeekPage page, Room room) {
    this.bodies = bodies;
    this.page = page;
    this.room = room;
  }

  /** The page, once it has as much as it may have. */
  Future<PeekMessages.Result> read() {
    List<ContentRef> wanted = page.wanted(room);
    if (wanted.isEmpty()) {
      return end();
    }
    return bodies
        .read(wanted, met -> trouble = met)
        .compose(
            contents -> {
              page.loaded(contents);
              return later();
            });
  }

  /** What is in the heap is read at once: others have their turn before more is looked at. */
  private Future<PeekMessages.Result> later() {
    Context context = Vertx.currentContext();
    if (context == null) {
      return read();
    }
    Promise<PeekMessages.Result> promise = Promise.promise();
    // Whatever goes wrong in it, the future is told.
    context.runOnContext(
        turn -> Future.succeededFuture().compose(now -> read()).onComplete(promise));
    return promise.future();
  }

  private Future<PeekMessages.Result> end() {
    KeyTroubleException met = trouble;
    return met != null && page.isBare()
        ? Future.failedFuture(ContentSeals.refusal(met))
        : Future.succeededFuture(page.result());
  }
}
