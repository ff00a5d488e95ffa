package io.fanfare.queues.consumer;

import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Published;
import io.fanfare.core.SequenceNumber;
import io.fanfare.queues.engine.MessageView;
import io.fanfare.queues.engine.OpenHandle;
import io.fanfare.queues.engine.VisibilityChange;
import io.fanfare.runtime.Attempt;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message that a consumer has in hand. */
final class HeldLease implements Lease {

  private final Holder holder;
  private final long number;
  private final LeasedMessage leased;
  private final BatchHeap heap;
  private @Nullable Future<Void> settled;

  /** The consumer, for which all of this is done. */
  interface Holder {

    /** Deletes a message in hand. */
    Future<Void> delete(HeldLease lease);

    /** Gives a message in hand back, hidden as {@code change} says. */
    Future<Void> release(HeldLease lease, VisibilityChange change);

    /** Gives a message in hand back that nothing was done with. */
    Future<Void> putBack(HeldLease lease);

    /** The handler of a message has failed; any thread may tell. */
    void abandon(HeldLease lease);
  }

  /** The message that {@code holder} holds under {@code number}. */
  HeldLease(Holder holder, long number, LeasedMessage leased, BatchHeap heap) {
    this.holder = holder;
    this.number = number;
    this.leased = leased;
    this.heap = heap;
  }

  long number() {
    return number;
  }

  OpenHandle handle() {
    return leased.handle();
  }

  /** What came or is to come of it; on the queue's event loop, as what follows. */
  @Nullable Future<Void> settled() {
    return settled;
  }

  /** It is being settled, or is not after all. */
  void settled(@Nullable Future<Void> outcome) {
    settled = outcome;
  }

  /** Its handler has failed; any thread may tell. */
  void abandon() {
    holder.abandon(this);
  }

  /** It is in hand no more. */
  void letGo() {
    heap.letGo(leased);
  }

  @Override
  public String messageId() {
    return leased.message().id().toString();
  }

  @Override
  public String body() {
    return leased.content().body();
  }

  @Override
  public Map<String, MessageAttribute> attributes() {
    return leased.content().attributes();
  }

  @Override
  public Map<String, String> systemAttributes() {
    return MessageView.systemAttributes(leased.message(), leased.content());
  }

  @Override
  public @Nullable Published published() {
    return leased.content().published();
  }

  @Override
  public int receiveCount() {
    return leased.message().receiveCount();
  }

  @Override
  public long sentAt() {
    return leased.message().sentAt();
  }

  @Override
  public @Nullable String messageGroupId() {
    return leased.content().groupId();
  }

  @Override
  public @Nullable String sequenceNumber() {
    return leased.content().deduplicationId() == null
        ? null
        : SequenceNumber.of(leased.message().handle().sequence());
  }

  @Override
  public Future<Void> delete() {
    return holder.delete(this);
  }

  @Override
  public Future<Void> release(Duration delay) {
    return Attempt.of(() -> holder.release(this, VisibilityChange.after(handle(), delay)));
  }

  @Override
  public Future<Void> putBack() {
    return holder.putBack(this);
  }

  @Override
  public String toString() {
    return "the message " + leased.message().id();
  }
}
