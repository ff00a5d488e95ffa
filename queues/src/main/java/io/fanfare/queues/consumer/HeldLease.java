package io.fanfare.queues.consumer;

import io.fanfare.core.MessageAttribute;
import io.fanfare.core.SequenceNumber;
import io.fanfare.queues.engine.Claim;
import io.fanfare.queues.engine.MessageView;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message that a consumer has in hand. */
final class HeldLease implements Lease {

  private final Holder holder;
  private final long number;
  private final Received received;
  private final BatchHeap heap;
  private @Nullable Future<Void> settled;

  /** The consumer, for which all of this is done. */
  interface Holder {

    /** Deletes a message in hand. */
    Future<Void> delete(HeldLease lease);

    /** Gives a message in hand back. */
    Future<Void> release(HeldLease lease, Duration delay);

    /** The handler of a message has failed; any thread may tell. */
    void abandon(HeldLease lease);
  }

  /** The message that {@code holder} holds under {@code number}. */
  HeldLease(Holder holder, long number, Received received, BatchHeap heap) {
    this.holder = holder;
    this.number = number;
    this.received = received;
    this.heap = heap;
  }

  long number() {
    return number;
  }

  Claim claim() {
    return received.claim();
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
    heap.letGo(received);
  }

  @Override
  public String messageId() {
    return received.handed().id().toString();
  }

  @Override
  public String body() {
    return received.content().body();
  }

  @Override
  public Map<String, MessageAttribute> attributes() {
    return received.content().attributes();
  }

  @Override
  public Map<String, String> systemAttributes() {
    return MessageView.systemAttributes(received.handed(), received.content());
  }

  @Override
  public int receiveCount() {
    return received.handed().receiveCount();
  }

  @Override
  public long sentAt() {
    return received.handed().sentAt();
  }

  @Override
  public @Nullable String messageGroupId() {
    return received.content().groupId();
  }

  @Override
  public @Nullable String sequenceNumber() {
    return received.content().deduplicationId() == null
        ? null
        : SequenceNumber.of(received.handed().handle().sequence());
  }

  @Override
  public Future<Void> delete() {
    return holder.delete(this);
  }

  @Override
  public Future<Void> release(Duration delay) {
    return holder.release(this, delay);
  }

  @Override
  public String toString() {
    return "the message " + received.handed().id();
  }
}
