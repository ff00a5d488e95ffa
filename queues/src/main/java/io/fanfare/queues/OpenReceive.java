package io.fanfare.queues;

import io.fanfare.queues.engine.OpenHandle;
import io.fanfare.queues.engine.Received;
import io.fanfare.queues.engine.VisibilityChange;
import io.fanfare.queues.rows.Content;
import io.fanfare.seal.KeyTroubleException;
import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A receive up to the messages themselves. Those that are sealed by a master key that may not be
 * used were not received: they are given back, hidden for a while, so that they are in nobody's
 * way, and if there were no others the receive goes on to the next.
 *
 * @param bodies where the contents come from
 * @param receive receives from the queue, waiting for so long at the most
 * @param giveBack changes the visibility of what was received
 * @param form makes what is handed out
 */
record OpenReceive<T>(
    Bodies bodies,
    Function<OptionalLong, Future<List<Received>>> receive,
    Function<List<VisibilityChange>, Future<?>> giveBack,
    BiFunction<Received, Content, T> form) {

  /** For how long a message is hidden that could not be opened. */
  static final int HIDDEN_SECONDS = 5;

  /** How often a receive goes on at the most. */
  private static final int MOST_MORE = 9;

  /**
   * What there is; fails with the refusal of a key if all that was met is sealed by keys that may
   * not be used.
   *
   * @param waitMillis for how long to wait for the first message; absent if the queue says so
   */
  Future<List<T>> begin(OptionalLong waitMillis) {
    return receive.apply(waitMillis).compose(received -> read(received, null, MOST_MORE));
  }

  private Future<List<T>> read(
      List<Received> received, @Nullable KeyTroubleException before, int more) {
    return bodies
        .read(received, form)
        .compose(
            read -> {
              KeyTroubleException trouble = read.trouble();
              if (trouble != null) {
                return giveBack
                    .apply(read.locked().stream().map(OpenReceive::unread).toList())
                    .transform(done -> goOn(read.formed(), trouble, more));
              }
              return goOn(read.formed(), before, 0);
            });
  }

  private Future<List<T>> goOn(List<T> formed, @Nullable KeyTroubleException trouble, int more) {
    if (!formed.isEmpty() || trouble == null) {
      return Future.succeededFuture(formed);
    }
    return more == 0
        ? Future.failedFuture(ContentSeals.refusal(trouble))
        : receive.apply(OptionalLong.of(0)).compose(received -> read(received, trouble, more - 1));
  }

  private static VisibilityChange unread(Received message) {
    OpenHandle handle = new OpenHandle(message.handle(), "of message " + message.id());
    return new VisibilityChange(handle, HIDDEN_SECONDS, VisibilityChange.Intent.UNREAD);
  }
}
