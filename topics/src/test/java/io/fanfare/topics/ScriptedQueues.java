package io.fanfare.topics;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.Published;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.SharedMessage;
import io.fanfare.queues.SubscriptionQueues;
import io.fanfare.queues.model.SendMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Queues that answer a copy only when a test says so, and with what it says. */
final class ScriptedQueues implements Delivery {

  private final Delivery real;
  private final Map<SharedMessage, String> texts = new ConcurrentHashMap<>();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Answer> asked = new LinkedBlockingQueue<>();

  /** Queues that make messages ready as {@code real} ones do. */
  ScriptedQueues(Delivery real) {
    this.real = real;
  }

  /** What is to be answered to one batch of copies. */
  record Answer(int copies, Promise<List<Optional<BrokerException>>> promise) {

    void taken() {
      promise.complete(Collections.nCopies(copies, Optional.<BrokerException>empty()));
    }

    void fail(Throwable fault) {
      promise.fail(fault);
    }
  }

  /** The texts sent so far. */
  List<String> sent() {
    return sent;
  }

  /** The next batch of copies that has not been answered. */
  Answer next() throws InterruptedException {
    Answer next = asked.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("Nothing is sent");
    }
    return next;
  }

  @Override
  public SubscriptionQueues subscriptionQueues() {
    return real.subscriptionQueues();
  }

  @Override
  public Delivery as(Caller caller) {
    return this;
  }

  @Override
  public SharedMessage share(SendMessage message, Published published) {
    SharedMessage shared = real.share(message, published);
    texts.put(shared, message.messageBody());
    return shared;
  }

  @Override
  public SharedMessage share(SendMessage message, OptionalInt gap) {
    SharedMessage shared = real.share(message, gap);
    texts.put(shared, message.messageBody());
    return shared;
  }

  @Override
  public List<Future<List<Optional<BrokerException>>>> sendCopies(
      List<SharedMessage.Addressed> mail) {
    return mail.stream().map(this::send).toList();
  }

  private Future<List<Optional<BrokerException>>> send(SharedMessage.Addressed mail) {
    List<SharedMessage.Copy> copies = mail.copies();
    copies.forEach(copy -> sent.add(String.valueOf(texts.get(copy.message()))));
    Answer answer = new Answer(copies.size(), Promise.promise());
    asked.add(answer);
    return answer.promise().future();
  }
}
