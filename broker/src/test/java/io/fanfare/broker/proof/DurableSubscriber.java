package io.fanfare.broker.proof;

import io.fanfare.broker.proof.PushedHistory.Arrival;
import io.fanfare.broker.proof.StompConnection.Frame;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The client of one durable subscription: it acknowledges most of what comes, gives some back,
 * forgets some, cuts its connection and takes itself over by chance, and comes back whenever its
 * connection has ended. What it hears on a connection after the next has begun it has not heard.
 */
final class DurableSubscriber {

  private static final String CLIENT = "desk-1";
  private static final long LISTEN_MILLIS = 200;

  private final URI endpoint;
  private final String name;
  private final String topic;
  private final Random random;
  private final PushedHistory history;
  private final Gate gate;
  private final AtomicLong sessions = new AtomicLong();
  private volatile boolean calm;
  private volatile boolean ending;

  /** The client of the subscription {@code name} of {@code topic}. */
  DurableSubscriber(
      URI endpoint, String name, String topic, Random random, PushedHistory history, Gate gate) {
    this.endpoint = endpoint;
    this.name = name;
    this.topic = topic;
    this.random = random;
    this.history = history;
    this.gate = gate;
  }

  /** The name of its queue. */
  String queue() {
    return "stomp_" + CLIENT + "_" + name + (topic.endsWith(".fifo") ? ".fifo" : "");
  }

  /** Makes the subscription, which then waits for its client. */
  void create() throws IOException {
    try (Session session = new Session()) {
      session.subscribe();
    }
  }

  /** How often it has subscribed. */
  long sessions() {
    return sessions.get();
  }

  /** Acknowledges all that comes from now on. */
  void calm() {
    calm = true;
  }

  void end() {
    ending = true;
  }

  /** Runs until {@link #end}. */
  Void run() throws InterruptedException {
    Session next = null;
    while (!ending) {
      gate.pass();
      try (Session session = next == null ? new Session() : next) {
        next = null;
        next = session.work();
      } catch (IOException down) {
        // It comes back.
      }
    }
    return null;
  }

  /** One connection. */
  private final class Session implements AutoCloseable {
    private final StompConnection connection = new StompConnection(endpoint, CLIENT);
    private final Map<String, String> acknowledged = new HashMap<>();
    private boolean subscribed;
    private boolean forgetful;

    private Session() throws IOException {}

    /** Completes when the subscription is in force; all that comes before is heard. */
    private void subscribe() throws IOException {
      Map<String, String> headers = new HashMap<>();
      headers.put("id", "s");
      headers.put("destination", "/topic/" + topic);
      headers.put("ack", "client-individual");
      headers.put("durable-subscription-name", name);
      headers.put("receipt", "subscribed");
      headers.put("prefetch-count", "20");
      connection.say("SUBSCRIBE", headers, "");
      while (!subscribed) {
        take(connection.next());
      }
      sessions.incrementAndGet();
    }

    /** Works until the connection ends; answers the one that has taken over, if one has. */
    private @Nullable Session work() throws IOException {
      if (!subscribed) {
        subscribe();
      }
      while (!ending) {
        Frame frame = connection.poll(LISTEN_MILLIS);
        if (frame != null) {
          take(frame);
        }
        int chance = calm ? 100 : random.nextInt(200);
        if (chance == 0 || (calm && forgetful)) {
          return null;
        } else if (chance == 1) {
          Session next = new Session();
          next.subscribe();
          return next;
        }
      }
      return null;
    }

    private void take(Frame frame) throws IOException {
      switch (frame.command()) {
        case "MESSAGE" -> message(frame);
        case "RECEIPT" -> receipt(frame.header("receipt-id"));
        default -> throw new IOException(frame.toString());
      }
    }

    private void receipt(String receipt) {
      subscribed |= receipt.equals("subscribed");
      String text = acknowledged.remove(receipt);
      if (text != null) {
        history.gone(text);
      }
    }

    private void message(Frame frame) throws IOException {
      String sequence = frame.header("sequence-number");
      history.delivered(
          frame.body(),
          new Arrival(
              frame.header("message-id"),
              new BigInteger(sequence.isEmpty() ? "0" : sequence),
              Integer.parseInt(frame.header("receive-count"))));
      String ack = frame.header("ack");
      int chance = calm ? 100 : random.nextInt(60);
      if (chance == 0) {
        forgetful = true;
      } else if (chance < 3) {
        connection.say("NACK", Map.of("id", ack), "");
      } else {
        acknowledged.put(ack, frame.body());
        connection.say("ACK", Map.of("id", ack, "receipt", ack), "");
      }
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
