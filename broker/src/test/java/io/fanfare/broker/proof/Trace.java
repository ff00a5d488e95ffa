package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Operation.Deletion;
import io.fanfare.broker.proof.Operation.Delivery;
import io.fanfare.broker.proof.Operation.OfMessage;
import io.fanfare.broker.proof.Operation.Rank;
import io.fanfare.broker.proof.Operation.Send;
import io.fanfare.broker.proof.Operation.VisibilityChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that happened to one message in one queue, as its clients saw it. */
final class Trace {

  final List<Send> sends = new ArrayList<>(1);
  final List<Delivery> deliveries = new ArrayList<>(1);
  final List<Deletion> deletions = new ArrayList<>(1);
  final List<VisibilityChange> changes = new ArrayList<>(0);
  final List<Rank> ranks = new ArrayList<>(0);

  void add(OfMessage operation) {
    if (operation instanceof Send send) {
      sends.add(send);
    } else if (operation instanceof Delivery delivery) {
      deliveries.add(delivery);
    } else if (operation instanceof Deletion deletion) {
      deletions.add(deletion);
    } else if (operation instanceof VisibilityChange change) {
      changes.add(change);
    } else if (operation instanceof Rank rank) {
      ranks.add(rank);
    }
  }

  /** Whether it is known to have a place in a FIFO queue. */
  boolean ranked() {
    return !ranks.isEmpty();
  }

  /** Its place in its FIFO queue. */
  Rank rank() {
    return ranks.get(0);
  }

  /**
   * When it first was certain that it has its place in its FIFO queue: an answer told the place, or
   * acknowledged that it has one.
   */
  long firstKnown() {
    return Stream.concat(
            ranks.stream().map(Rank::span),
            sends.stream().filter(send -> send.completion() == Completion.OK).map(Send::span))
        .mapToLong(Span::end)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** The earliest time at which it may have been sent. */
  long firstPossible() {
    return possibleSends().stream()
        .mapToLong(send -> send.span().start())
        .min()
        .orElse(Long.MIN_VALUE);
  }

  /**
   * Until when it surely was not deleted. A deletion that nobody answered may have had its effect,
   * unless the message was received again later.
   */
  long keptUntil() {
    return deletions.stream()
        .filter(deletion -> deletion.completion() != Completion.FAIL)
        .map(Deletion::span)
        .filter(span -> deliveries.stream().noneMatch(d -> d.span().start() > span.end()))
        .mapToLong(Span::start)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Whether some send of it was acknowledged. */
  boolean ok() {
    return sends.stream().anyMatch(send -> send.completion() == Completion.OK);
  }

  /** Whether it may have been sent, and nobody knows. */
  boolean info() {
    return !ok() && !possibleSends().isEmpty();
  }

  /** The sends that may have had an effect. */
  List<Send> possibleSends() {
    return sends.stream().filter(send -> send.completion() != Completion.FAIL).toList();
  }

  /**
   * How many messages it may have become. Of attempts that the broker takes for the same message
   * each is known once it was acknowledged, and is known from the start to a broker that is not
   * ended: it takes one of {@code restarts} and an attempt that nobody answered to make a twin.
   */
  long mostMessages(List<Span> restarts) {
    List<Send> possible = possibleSends();
    long from = firstPossible();
    long to = possible.stream().mapToLong(send -> send.span().end()).max().orElse(from);
    long unanswered =
        possible.stream().filter(send -> send.completion() == Completion.INFO).count();
    long ended = restarts.stream().filter(restart -> restart.overlaps(from, to)).count();
    return possible.stream().noneMatch(Send::once)
        ? Math.max(1, possible.size())
        : Math.max(1, Math.min(unanswered + (ok() ? 1 : 0), 1 + ended));
  }

  /** The deliveries of each of its messages, a message being what the broker gave one name. */
  Map<String, List<Delivery>> byMessageId() {
    return deliveries.stream()
        .sorted(
            Comparator.comparingInt(Delivery::count)
                .thenComparingLong(delivery -> delivery.span().start()))
        .collect(Collectors.groupingBy(Delivery::messageId));
  }

  /**
   * The earliest time at which the message may have been visible again after {@code delivery},
   * given that it was handed out again somewhere up to {@code until}. The lease began no earlier
   * than the receive, nor than the message was there; a change may have taken effect at any time
   * while it was under way, and if it prolongs the lease it counts only when it was acknowledged
   * before the lease could end.
   */
  long hiddenUntil(Delivery delivery, long until) {
    long there =
        possibleSends().stream()
            .mapToLong(send -> send.span().start() + send.delay())
            .min()
            .orElse(delivery.span().start());
    long hidden = Math.max(there, delivery.span().start()) + delivery.timeout();
    List<VisibilityChange> ordered =
        changes.stream()
            .filter(change -> change.messageId().equals(delivery.messageId()))
            .sorted(Comparator.comparingLong(change -> change.span().start()))
            .toList();
    for (VisibilityChange change : ordered) {
      Span span = change.span();
      long changed = span.start() + change.timeout();
      boolean possible =
          change.completion() != Completion.FAIL && span.overlaps(delivery.span().start(), until);
      boolean certain =
          change.completion() == Completion.OK
              && span.start() >= delivery.span().end()
              && span.end() < hidden;
      if (certain || (possible && changed < hidden)) {
        hidden = changed;
      }
    }
    return hidden;
  }
}
