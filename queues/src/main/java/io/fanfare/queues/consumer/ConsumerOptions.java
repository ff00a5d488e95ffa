package io.fanfare.queues.consumer;

import io.fanfare.queues.model.Limits;
import io.fanfare.settings.Setting;
import io.fanfare.settings.SettingValues;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a consumer takes the messages of its queue. */
public final class ConsumerOptions {

  /** Messages of one receive: 1 to 100. */
  public static final int MOST_BATCH = 100;

  /** Messages in hand at once: 1 to 10,000. */
  public static final int MOST_CONCURRENCY = 10_000;

  private static final Setting<Integer> BATCH =
      Setting.whole("batch", 1, MOST_BATCH)
          .orElse(10)
          .meaning("How many messages one receive brings at the most.");

  private static final Setting<Integer> CONCURRENCY =
      Setting.whole("concurrency", 1, MOST_CONCURRENCY)
          .orElse(10)
          .meaning("How many messages are in hand at once at the most.");

  private static final Setting<Integer> VISIBILITY_SECONDS =
      Setting.whole("visibilitySeconds", 1, Limits.TOTAL_VISIBILITY_SECONDS)
          .orElseNone("the queue's VisibilityTimeout")
          .meaning("For how many seconds a message is hidden, and again while it is in hand.");

  private static final Setting<Integer> TOTAL_VISIBILITY_SECONDS =
      Setting.whole("totalVisibilitySeconds", 1, Limits.TOTAL_VISIBILITY_SECONDS)
          .orElse(Limits.TOTAL_VISIBILITY_SECONDS)
          .meaning("For how many seconds since its receive a message stays hidden at the most.");

  private static final Setting<Integer> CLOSE_SECONDS =
      Setting.whole("closeSeconds", 0, Limits.TOTAL_VISIBILITY_SECONDS)
          .orElse(5)
          .meaning("For how many seconds a close waits for the messages in hand.");

  private static final List<Setting<?>> SETTINGS =
      List.of(BATCH, CONCURRENCY, VISIBILITY_SECONDS, TOTAL_VISIBILITY_SECONDS, CLOSE_SECONDS);

  private final SettingValues values;

  /**
   * Ten messages in hand at the most, hidden by the queue's own timeout, prolonged for 12 hours.
   */
  public ConsumerOptions() {
    values = new SettingValues(SETTINGS);
  }

  /**
   * The options that {@code json} has; those that it lacks have their defaults.
   *
   * @throws IllegalArgumentException if a key is unknown, or a value of another type or range
   */
  public ConsumerOptions(JsonObject json) {
    values = new SettingValues(SETTINGS, json);
  }

  /** These options, to be changed without changing those. */
  public ConsumerOptions(ConsumerOptions other) {
    this(other.toJson());
  }

  /** How many messages one receive brings at the most; 1 to 100, 10 by default. */
  public int getBatch() {
    return values.get(BATCH);
  }

  /** Sets {@link #getBatch}; {@link IllegalArgumentException} if it is out of its range. */
  public ConsumerOptions setBatch(int batch) {
    values.set(BATCH, batch);
    return this;
  }

  /**
   * How many messages are in hand at once at the most, received and not settled; 1 to 10,000, 10 by
   * default. Each takes from the heap's share for requests and answers for as long.
   */
  public int getConcurrency() {
    return values.get(CONCURRENCY);
  }

  /** Sets {@link #getConcurrency}; {@link IllegalArgumentException} if it is out of its range. */
  public ConsumerOptions setConcurrency(int concurrency) {
    values.set(CONCURRENCY, concurrency);
    return this;
  }

  /**
   * For how many seconds a message is hidden, and is hidden again while it is in hand. 1 to 43,200;
   * the queue's VisibilityTimeout (but at least 1) if absent, as by default.
   */
  public @Nullable Integer getVisibilitySeconds() {
    return values.find(VISIBILITY_SECONDS).orElse(null);
  }

  /**
   * Sets {@link #getVisibilitySeconds}; {@link IllegalArgumentException} if it is out of its range.
   */
  public ConsumerOptions setVisibilitySeconds(@Nullable Integer visibilitySeconds) {
    values.set(VISIBILITY_SECONDS, visibilitySeconds);
    return this;
  }

  /**
   * For how many seconds since its receive a message stays hidden at the most; then it is in hand
   * no more and others get it, whatever its handler does. 1 to 43,200, which is the default.
   */
  public int getTotalVisibilitySeconds() {
    return values.get(TOTAL_VISIBILITY_SECONDS);
  }

  /**
   * Sets {@link #getTotalVisibilitySeconds}; {@link IllegalArgumentException} if it is out of its
   * range.
   */
  public ConsumerOptions setTotalVisibilitySeconds(int totalVisibilitySeconds) {
    values.set(TOTAL_VISIBILITY_SECONDS, totalVisibilitySeconds);
    return this;
  }

  /**
   * For how many seconds a close waits for the messages in hand to be settled; 0 to 43,200, 5 by
   * default.
   */
  public int getCloseSeconds() {
    return values.get(CLOSE_SECONDS);
  }

  /** Sets {@link #getCloseSeconds}; {@link IllegalArgumentException} if it is out of its range. */
  public ConsumerOptions setCloseSeconds(int closeSeconds) {
    values.set(CLOSE_SECONDS, closeSeconds);
    return this;
  }

  /** These options as JSON, as the constructor takes it. */
  public JsonObject toJson() {
    return values.toJson();
  }
}
