package io.fanfare.queues;

import io.fanfare.core.BrokerException;
import io.fanfare.core.policy.Policy;
import io.fanfare.core.policy.PolicyDocument;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.RedriveAllowPolicy;
import io.fanfare.queues.model.RedrivePolicy;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.queues.rules.QueueSettings;
import io.fanfare.queues.rules.RedrivePolicies;
import io.fanfare.seal.DataKeySlot;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A queue as other event loops see it: its record, which only its own event loop replaces, and the
 * way to the host that runs it, which is opened when it is first needed.
 */
final class QueueRef {

  private final QueueVerticle verticle;
  private final Function<QueueRef, Future<QueueHost>> open;
  private final DataKeySlot dataKey;
  private volatile Known known;
  private volatile @Nullable Future<QueueHost> host;
  private Future<?> free = Future.succeededFuture();
  private boolean atWork;

  /** A record with what is read from it often. */
  private record Known(QueueRecord queue, QueueSettings settings, Policy policy) {

    /** What was known last: many queues have the same attributes. */
    private static volatile @Nullable Known last;

    static Known of(QueueRecord queue) {
      Known before = last;
      Known known =
          before != null && before.queue().attributes().equals(queue.attributes())
              ? new Known(queue, before.settings(), before.policy())
              : read(queue);
      last = known;
      return known;
    }

    private static Known read(QueueRecord queue) {
      return new Known(
          queue,
          QueueSettings.of(queue.attributes()),
          PolicyDocument.policy(queue.attributes().text(QueueAttribute.POLICY)));
    }
  }

  /** The queue of {@code queue}; {@code open} brings it to work on the loop of {@code verticle}. */
  QueueRef(QueueRecord queue, QueueVerticle verticle, Function<QueueRef, Future<QueueHost>> open) {
    this.verticle = verticle;
    this.known = Known.of(queue);
    this.open = open;
    this.dataKey = new DataKeySlot(queue.id());
  }

  QueueVerticle verticle() {
    return verticle;
  }

  QueueRecord queue() {
    return known.queue();
  }

  QueueSettings settings() {
    return known.settings();
  }

  /** Where the queue has what its messages are sealed with. */
  DataKeySlot dataKey() {
    return dataKey;
  }

  /** Who may do what with the queue. */
  Policy policy() {
    return known.policy();
  }

  /** Replaces the record; on the queue's event loop only. */
  void replace(QueueRecord changed) {
    known = Known.of(changed);
  }

  /** From whom the queue takes dead letters. */
  RedriveAllowPolicy redriveAllowPolicy() {
    return queue()
        .attributes()
        .find(QueueAttribute.REDRIVE_ALLOW_POLICY)
        .map(RedrivePolicies::parseAllow)
        .orElseGet(RedriveAllowPolicy::allowAll);
  }

  /** The refusal of a name that no queue has. */
  static BrokerException unknown() {
    return QueueError.QUEUE_DOES_NOT_EXIST.refuse("The specified queue does not exist.");
  }

  /** The queue's host if it is at work. */
  Optional<QueueHost> opened() {
    Future<QueueHost> opening = host;
    return opening != null && opening.succeeded()
        ? Optional.of(opening.result())
        : Optional.empty();
  }

  /** Whether it gives its messages up to {@code target}. */
  boolean isSourceOf(QueueName target) {
    return settings()
        .redrive()
        .map(RedrivePolicy::deadLetterTarget)
        .map(QueueName::of)
        .filter(target::equals)
        .isPresent();
  }

  /** The queue's host; call on the queue's event loop. */
  Future<QueueHost> host() {
    if (queue().isDeleted()) {
      return Future.failedFuture(unknown());
    }
    Future<QueueHost> opened = host;
    if (opened == null || opened.failed() || isClosed(opened)) {
      opened = free.isComplete() ? open.apply(this) : free.transform(over -> open.apply(this));
      host = opened;
    }
    return opened;
  }

  /** Whether it has had a host since the process began; on the queue's event loop. */
  boolean wasAtWork() {
    return atWork;
  }

  /** It has a host now. */
  void goesToWork() {
    atWork = true;
  }

  /** Whether a fault has closed the host, be it in its very first step. */
  private static boolean isClosed(Future<QueueHost> opened) {
    return opened.succeeded() && opened.result().isClosed();
  }

  /** Lets the next request open the queue anew, but not before the old host is {@code free}. */
  void reopen(Future<?> free) {
    this.free = free;
    host = null;
  }
}
