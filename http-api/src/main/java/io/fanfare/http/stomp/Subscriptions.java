package io.fanfare.http.stomp;

import io.fanfare.core.CommonError;
import io.fanfare.http.stomp.frame.Frame;
import io.fanfare.queues.model.Limits;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The subscriptions of one session, and what it acknowledges. */
final class Subscriptions {

  private static final int MOST = 100;
  private static final int LONGEST_ID = 256;

  private final Subscribing subscribing;
  private final @Nullable String client;
  private final Link link;
  private final Map<String, Subscription> byId = new LinkedHashMap<>(0);
  private final Map<String, DurableName> durable = new HashMap<>(0);
  private final Set<Subscription> detached = new LinkedHashSet<>(0);
  private boolean closed;

  /**
   * No subscriptions yet.
   *
   * @param client how the client has called itself, if it has
   */
  Subscriptions(Subscribing subscribing, @Nullable String client, Link link) {
    this.subscribing = subscribing;
    this.client = client;
    this.link = link;
  }

  /** Does what a SUBSCRIBE asks; completes when the subscription is in force. */
  Future<?> subscribe(Frame frame) {
    String id = frame.header(Names.ID);
    if (id == null) {
      throw CommonError.MISSING_PARAMETER.refuse("The header id is missing.");
    }
    if (id.isEmpty() || id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
      throw CommonError.INVALID_PARAMETER_VALUE.refuse("An id has 1 to %d octets.", LONGEST_ID);
    }
    if (byId.containsKey(id)) {
      throw CommonError.INVALID_PARAMETER_VALUE.refuse("There is a subscription of that id.");
    }
    if (byId.size() >= MOST) {
      throw StompError.LIMIT_EXCEEDED.refuse("A session has at most %d subscriptions.", MOST);
    }
    Optional<DurableName> name = DurableName.of(frame, client);
    if (name.isPresent() && durable.containsValue(name.get())) {
      throw StompError.SUBSCRIPTION_IN_USE.refuse(
          "This connection has the durable subscription already.");
    }
    return subscribing
        .subscribe(frame, id, name)
        .map(
            subscription -> {
              name.ifPresent(one -> durable.put(id, one));
              return add(subscription);
            });
  }

  /** The connection may be closed by the time that the subscription is there. */
  private Subscription add(Subscription subscription) {
    byId.put(subscription.id(), subscription);
    if (closed) {
      close();
    } else if (link.isFull()) {
      subscription.pause();
    } else {
      subscription.resume();
    }
    return subscription;
  }

  /**
   * Does what an UNSUBSCRIBE asks. What is unacknowledged can be acknowledged for a while; a
   * durable subscription goes on without the connection, or is deleted if that is asked for.
   */
  Future<?> unsubscribe(Frame frame) {
    String id = frame.header(Names.ID);
    Optional<DurableName> named = DurableName.of(frame, client);
    if (id == null && named.isEmpty()) {
      throw CommonError.MISSING_PARAMETER.refuse("The header id is missing.");
    }
    Subscription subscription = id == null ? null : byId.remove(id);
    DurableName own = id == null ? null : durable.remove(id);
    if (subscription == null) {
      return named.isPresent()
          ? subscribing.durable().delete(named.get())
          : Future.succeededFuture();
    }
    if (own != null
        && (named.filter(own::equals).isPresent() || "true".equals(frame.header("durable")))) {
      return subscription.close().compose(ended -> subscribing.durable().delete(own));
    }
    detach(subscription);
    return Future.succeededFuture();
  }

  private void detach(Subscription subscription) {
    if (detached.size() >= MOST) {
      Subscription oldest = detached.iterator().next();
      detached.remove(oldest);
      oldest.close();
    }
    detached.add(subscription);
    subscription.detach().onComplete(over -> detached.remove(subscription));
  }

  /** Does what an ACK or a NACK asks; what is held no more is passed over. */
  Future<?> acknowledge(Frame frame, boolean positive) {
    Duration delay = positive ? Duration.ZERO : delay(frame);
    List<Future<?>> done = new ArrayList<>(1);
    for (Delivered message : meant(frame)) {
      Future<Void> settled = positive ? message.delete() : message.release(delay);
      done.add(settled.recover(Subscription::unlessRefused));
    }
    return done.size() == 1 ? done.get(0) : Future.join(done);
  }

  private static Duration delay(Frame frame) {
    Integer seconds = SentMessages.seconds(frame.header(Names.DELAY));
    if (seconds != null && seconds > Limits.TOTAL_VISIBILITY_SECONDS) {
      throw CommonError.INVALID_PARAMETER_VALUE.refuse(
          "The header delay must be at most %d seconds.", Limits.TOTAL_VISIBILITY_SECONDS);
    }
    return Duration.ofSeconds(seconds == null ? 0 : seconds);
  }

  /**
   * The messages that a frame is about. Clients name a delivery by {@code id}, by the {@code ack}
   * of its MESSAGE, or by {@code message-id}, and some of them write one into the place of another.
   */
  private List<Delivered> meant(Frame frame) {
    String id = frame.header(Names.ID);
    String given = id != null ? id : frame.header(Names.ACK);
    if (given != null) {
      Long number = number(given);
      List<Delivered> found = number == null ? List.of() : take(number);
      if (!found.isEmpty() || id == null) {
        return found;
      }
    }
    String message = id != null ? id : frame.header(Names.MESSAGE_ID);
    return message == null ? List.of() : take(message, frame.header(Names.SUBSCRIPTION));
  }

  private @Nullable Long number(String ack) {
    String prefix = link.session() + "-";
    String digits = ack.startsWith(prefix) ? ack.substring(prefix.length()) : "";
    return digits.matches("[0-9]{1,18}") ? Long.valueOf(digits) : null;
  }

  private List<Delivered> take(long number) {
    return all().filter(one -> one.holds(number)).findFirst().stream()
        .flatMap(one -> one.take(number).stream())
        .toList();
  }

  private List<Delivered> take(String message, @Nullable String subscription) {
    return all()
        .filter(one -> subscription == null || one.id().equals(subscription))
        .flatMap(
            one -> {
              Long latest = one.latest(message);
              return latest == null ? Stream.empty() : Stream.of(one.take(latest));
            })
        .findFirst()
        .orElse(List.of());
  }

  private Stream<Subscription> all() {
    return Stream.concat(byId.values().stream(), detached.stream());
  }

  /** Hands nothing out until {@link #resume}. */
  void pause() {
    byId.values().forEach(Subscription::pause);
  }

  /** Hands messages out while there is room; each time another subscription is the first. */
  void resume() {
    if (byId.size() > 1) {
      Map.Entry<String, Subscription> first = byId.entrySet().iterator().next();
      byId.remove(first.getKey());
      byId.put(first.getKey(), first.getValue());
    }
    for (Subscription subscription : List.copyOf(byId.values())) {
      if (link.isFull()) {
        return;
      }
      subscription.resume();
    }
  }

  /** Ends all, and gives back what is unacknowledged; completes when others can have it. */
  Future<Void> close() {
    closed = true;
    List<Future<Void>> ended = all().map(Subscription::close).toList();
    byId.clear();
    durable.clear();
    detached.clear();
    return Future.join(ended).mapEmpty();
  }
}
