package io.fanfare.queues.consumer;

import io.fanfare.queues.model.Limits;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** How a consumer takes the messages of its queue. */
public final class ConsumerOptions {

  /** Messages of one receive: 1 to 100. */
  public static final int MOST_BATCH = 100;

  /** Messages in hand at once: 1 to 10,000. */
  public static final int MOST_CONCURRENCY = 10_000;

  private int batch = 10;
  private int concurrency = 10;
  private @Nullable Integer visibilitySeconds;
  private int totalVisibilitySeconds = Limits.TOTAL_VISIBILITY_SECONDS;
  private int closeSeconds = 5;

  /**
   * Ten messages in hand at the most, hidden by the queue's own timeout, prolonged for 12 hours.
   */
  public ConsumerOptions() {}

  /** The options that {@code json} has; those that it lacks have their defaults. */
  public ConsumerOptions(JsonObject json) {
    setBatch(json.getInteger("batch", batch));
    setConcurrency(json.getInteger("concurrency", concurrency));
    setVisibilitySeconds(json.getInteger("visibilitySeconds"));
    setTotalVisibilitySeconds(json.getInteger("totalVisibilitySeconds", totalVisibilitySeconds));
    setCloseSeconds(json.getInteger("closeSeconds", closeSeconds));
  }

  /** These options, to be changed without changing those. */
  public ConsumerOptions(ConsumerOptions other) {
    batch = other.batch;
    concurrency = other.concurrency;
    visibilitySeconds = other.visibilitySeconds;
    totalVisibilitySeconds = other.totalVisibilitySeconds;
    closeSeconds = other.closeSeconds;
  }

  /** How many messages one receive brings at the most; 1 to 100, 10 by default. */
  public int getBatch() {
    return batch;
  }

  public ConsumerOptions setBatch(int batch) {
    this.batch = within("batch", 1, MOST_BATCH, batch);
    return this;
  }

  /**
   * How many messages are in hand at once at the most, received and not settled; 1 to 10,000, 10 by
   * default. Each takes from the heap's share for requests and answers for as long.
   */
  public int getConcurrency() {
    return concurrency;
  }

  public ConsumerOptions setConcurrency(int concurrency) {
    this.concurrency = within("concurrency", 1, MOST_CONCURRENCY, concurrency);
    return this;
  }

  /**
   * For how many seconds a message is hidden, and is hidden again while it is in hand: after a
   * crash others get it so much later. 1 to 43,200; the queue's VisibilityTimeout (but at least 1)
   * if absent, as by default.
   */
  public @Nullable Integer getVisibilitySeconds() {
    return visibilitySeconds;
  }

  public ConsumerOptions setVisibilitySeconds(@Nullable Integer visibilitySeconds) {
    this.visibilitySeconds =
        visibilitySeconds == null
            ? null
            : within("visibilitySeconds", 1, Limits.TOTAL_VISIBILITY_SECONDS, visibilitySeconds);
    return this;
  }

  /**
   * For how many seconds since its receive a message stays hidden at the most; then it is in hand
   * no more and others get it, whatever its handler does. 1 to 43,200, which is the default.
   */
  public int getTotalVisibilitySeconds() {
    return totalVisibilitySeconds;
  }

  public ConsumerOptions setTotalVisibilitySeconds(int totalVisibilitySeconds) {
    this.totalVisibilitySeconds =
        within(
            "totalVisibilitySeconds", 1, Limits.TOTAL_VISIBILITY_SECONDS, totalVisibilitySeconds);
    return this;
  }

  /**
   * For how many seconds a close waits for the messages in hand to be settled; 0 to 43,200, 5 by
   * default.
   */
  public int getCloseSeconds() {
    return closeSeconds;
  }

  public ConsumerOptions setCloseSeconds(int closeSeconds) {
    this.closeSeconds = within("closeSeconds", 0, Limits.TOTAL_VISIBILITY_SECONDS, closeSeconds);
    return this;
  }

  /** These options as JSON, as the constructor takes it. */
  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("batch", batch)
            .put("concurrency", concurrency)
            .put("totalVisibilitySeconds", totalVisibilitySeconds)
            .put("closeSeconds", closeSeconds);
    return visibilitySeconds == null ? json : json.put("visibilitySeconds", visibilitySeconds);
  }

  private static int within(String name, int least, int most, int value) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d, and has to be from %d to %d".formatted(name, value, least, most));
    }
    return value;
  }
}
