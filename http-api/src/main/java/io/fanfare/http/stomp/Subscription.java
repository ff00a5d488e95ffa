package io.fanfare.http.stomp;

import io.fanfare.core.BrokerException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A subscription of a session: numbers what it hands out, and knows what is unacknowledged. */
final class Subscription {

  /** Above so many characters of bodies nothing is kept that is lost. */
  private static final long MOST_CHARS = 2 << 20;

  private final String id;
  private final String destination;
  private final Terms terms;
  private final Feed feed;
  private final Link link;
  private final Map<Long, Delivery> held = new LinkedHashMap<>(0);
  private long heldChars;
  private boolean over;

  /** A message that was handed out, and when. */
  private record Delivery(long number, Delivered message, long at) {}

  /**
   * A subscription that has handed nothing out.
   *
   * @param destination as its user wrote it
   */
  Subscription(String id, String destination, Terms terms, Feed feed, Link link) {
    this.id = id;
    this.destination = destination;
    this.terms = terms;
    this.feed = feed;
    this.link = link;
  }

  String id() {
    return id;
  }

  /** Hands a message out. */
  void deliver(Delivered message) {
    if (over) {
      giveBack(message);
      return;
    }
    long number = link.nextDelivery();
    String ack = terms.areManual() ? link.session() + "-" + number : null;
    if (terms.areManual()) {
      forgetLost();
      held.put(number, new Delivery(number, message, link.now()));
      heldChars += message.body().length();
    }
    Future<Void> written = link.deliver(MessageFrames.of(message, destination, id, ack));
    if (link.isFull()) {
      feed.pause();
    }
    if (!terms.areManual()) {
      written.onSuccess(done -> done(message)).onFailure(closed -> unwritten(message));
    }
  }

  private void done(Delivered message) {
    message.delete().recover(Subscription::unlessRefused).onFailure(link::ended);
  }

  /** That a message is held no more is nothing that ends a session. */
  static Future<Void> unlessRefused(Throwable cause) {
    return BrokerException.isFinal(cause) ? Future.succeededFuture() : Future.failedFuture(cause);
  }

  /**
   * Nobody gets a message any more. Until the connection is known to be closed the feed keeps it:
   * given back from here, it would be handed out again at once.
   */
  private void unwritten(Delivered message) {
    if (over) {
      giveBack(message);
    }
  }

  /**
   * What was not acknowledged in time is held no more, but may still be acknowledged for a while.
   */
  private void forgetLost() {
    Iterator<Delivery> oldest = held.values().iterator();
    long lostBefore = link.now() - terms.ackSeconds() * 1_000L;
    while ((held.size() >= 2 * terms.prefetch() || heldChars > MOST_CHARS) && oldest.hasNext()) {
      Delivery next = oldest.next();
      if (next.at() >= lostBefore) {
        break;
      }
      oldest.remove();
      heldChars -= next.message().body().length();
    }
  }

  private static void giveBack(Delivered message) {
    message.release(Duration.ZERO);
  }

  /** Whether it holds the delivery {@code number}. */
  boolean holds(long number) {
    return held.containsKey(number);
  }

  /** The latest delivery of a message that it holds, null if it holds none. */
  @Nullable Long latest(String messageId) {
    Long latest = null;
    for (Delivery delivery : held.values()) {
      if (delivery.message().messageId().equals(messageId)) {
        latest = delivery.number();
      }
    }
    return latest;
  }

  /** Takes what an ACK or NACK of a delivery is about, in the order in which it was handed out. */
  List<Delivered> take(long number) {
    List<Delivered> taken = new ArrayList<>(1);
    if (terms.ack() == Terms.Ack.CLIENT_INDIVIDUAL) {
      Delivery one = held.remove(number);
      if (one != null) {
        taken.add(one.message());
        heldChars -= one.message().body().length();
      }
      return taken;
    }
    Iterator<Delivery> oldest = held.values().iterator();
    while (oldest.hasNext()) {
      Delivery next = oldest.next();
      if (next.number() > number) {
        break;
      }
      taken.add(next.message());
      oldest.remove();
      heldChars -= next.message().body().length();
    }
    return taken;
  }

  void pause() {
    feed.pause();
  }

  void resume() {
    feed.resume();
  }

  /** Hands nothing out any more; completes when nothing can be acknowledged any more. */
  Future<Void> detach() {
    over = true;
    return feed.detach();
  }

  /**
   * Ends, and gives back all that is unacknowledged; completes when others can have it. A feed that
   * is at work gives back what it has handed out: from here it would be received once more.
   */
  Future<Void> close() {
    List<Future<Void>> back = new ArrayList<>(1);
    if (over) {
      held.values().forEach(one -> back.add(one.message().release(Duration.ZERO)));
    }
    over = true;
    held.clear();
    heldChars = 0;
    back.add(feed.close());
    return Future.join(back).<Void>mapEmpty().otherwiseEmpty();
  }
}
