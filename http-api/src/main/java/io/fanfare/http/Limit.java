package io.fanfare.http;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.core.ErrorCode;
import io.fanfare.queues.model.QueueError;
import io.fanfare.topics.model.TopicError;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A bound that a request or a connection can meet; what it turns away is counted under it. */
public enum Limit {
  /** The head of the request is too long. */
  HEAD,
  /** The body of the request is longer than its action can need. */
  BODY,
  /** The request did not arrive in time, or too slowly for others that wait for memory. */
  REQUEST_TIME,
  /** The answer was read too slowly. */
  ANSWER_TIME,
  /** Its caller, or its account, has asked as often as it may. */
  RATE,
  /** There is no memory for the request at the moment, or for what it would have remembered. */
  MEMORY,
  /** There are as many connections as the heap has room for, or one address may have. */
  CONNECTIONS,
  /** There is no room on the disk, or no store. */
  DISK,
  /** As many messages are in flight as may be, or as much is there of something else. */
  QUOTA,
  /** The process has no file descriptor for the connection; counted once a second. */
  DESCRIPTORS,
  /** The broker is ending. */
  DRAINING;

  private static final Map<ErrorCode, Limit> BY_CODE =
      Map.of(
          CommonError.SERVICE_UNAVAILABLE, DISK,
          QueueError.REQUEST_THROTTLED, MEMORY,
          TopicError.THROTTLED, MEMORY,
          QueueError.OVER_LIMIT, QUOTA,
          TopicError.TOPIC_LIMIT_EXCEEDED, QUOTA,
          TopicError.SUBSCRIPTION_LIMIT_EXCEEDED, QUOTA,
          TopicError.FILTER_POLICY_LIMIT_EXCEEDED, QUOTA);

  /**
   * For how long whoever meets the limit should stay away, in milliseconds; empty if time alone
   * does not help. A rate is whole again within a second, memory is free again with the requests
   * that hold it, a disk is looked at again every few seconds, and another process may be up after
   * a restart.
   */
  OptionalInt patienceMillis() {
    return switch (this) {
      case RATE, MEMORY, CONNECTIONS, DESCRIPTORS -> OptionalInt.of(1_000);
      case DISK, DRAINING -> OptionalInt.of(5_000);
      case HEAD, BODY, REQUEST_TIME, ANSWER_TIME, QUOTA -> OptionalInt.empty();
    };
  }

  /** The limit in the words of the metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The limit that a service's {@code refusal} comes from, if it comes from one. */
  static Optional<Limit> of(BrokerException refusal) {
    return Optional.ofNullable(BY_CODE.get(refusal.code()));
  }
}
