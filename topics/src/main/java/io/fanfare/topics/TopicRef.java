package io.fanfare.topics;

import io.fanfare.topics.rows.TopicRecord;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A topic by its name, and the way to the host that runs it, which is opened when it is needed. To
 * be touched on the topic's event loop only.
 */
final class TopicRef {

  private final long id;
  private final String arn;
  private final String scope;
  private final Function<TopicRef, Future<TopicHost>> open;
  private @Nullable Future<TopicHost> host;
  private Future<?> free = Future.succeededFuture();

  /** The topic of {@code record}; {@code open} opens it from its rows. */
  TopicRef(TopicRecord record, Function<TopicRef, Future<TopicHost>> open) {
    this.id = record.id();
    this.arn = record.arn();
    this.scope = record.scope();
    this.open = open;
  }

  long id() {
    return id;
  }

  String arn() {
    return arn;
  }

  /** The region and account whose topic it is. */
  String scope() {
    return scope;
  }

  /** The topic's host. */
  Future<TopicHost> host() {
    Future<TopicHost> opened = host;
    if (opened == null || opened.failed() || isClosed(opened)) {
      opened = free.isComplete() ? open.apply(this) : free.transform(over -> open.apply(this));
      host = opened;
    }
    return opened;
  }

  /** The topic's host if it is at work. */
  Optional<TopicHost> opened() {
    Future<TopicHost> opening = host;
    return opening != null && opening.succeeded()
        ? Optional.of(opening.result())
        : Optional.empty();
  }

  /** Takes {@code opening} for the topic's host. */
  Future<TopicHost> begin(Future<TopicHost> opening) {
    host = opening;
    return opening;
  }

  /** Lets no request open the topic anew before the old host is {@code free}. */
  void reopen(Future<?> free) {
    this.free = free;
  }

  private static boolean isClosed(Future<TopicHost> opened) {
    return opened.succeeded() && opened.result().isClosed();
  }
}
