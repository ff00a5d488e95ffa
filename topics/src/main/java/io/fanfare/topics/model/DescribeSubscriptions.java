package io.fanfare.topics.model;

import io.fanfare.core.AlwaysPresent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the deliveries to the subscriptions of a topic go, which AWS does not have.
 *
 * @param topicArn the topic's ARN; {@code NotFound} if there is none
 * @param nextToken what the page before answered with; the first page by default. {@code
 *     InvalidParameter} if it is none
 */
public record DescribeSubscriptions(String topicArn, @Nullable String nextToken) {

  public DescribeSubscriptions {
    topicArn = TopicArn.check("TopicArn", topicArn);
  }

  /** The first page. */
  public DescribeSubscriptions(String topicArn) {
    this(topicArn, null);
  }

  /**
   * A page of subscriptions, in the order in which they were made.
   *
   * @param subscriptions at most {@link Limits#PAGE}; may be empty
   * @param nextToken for the page after this; absent on the last
   */
  public record Result(
      @AlwaysPresent List<SubscriptionDescription> subscriptions, @Nullable String nextToken) {

    public Result {
      subscriptions = List.copyOf(subscriptions);
    }
  }

  /**
   * How a subscription is delivered to. What was attempted is known of those that push, since the
   * broker started, and of the last {@link Limits#DELIVERIES_KNOWN} to which something was pushed.
   *
   * @param subscriptionArn its ARN, also if it is not confirmed
   * @param protocol what {@link Protocol} spells
   * @param endpoint where it is delivered, in the form of the protocol
   * @param owner the account of who subscribed, 12 digits
   * @param pending whether its endpoint has not agreed yet
   * @param rawMessageDelivery whether it wants messages without their envelope
   * @param hasFilter whether it has a filter policy
   * @param waiting messages that wait to be pushed; 0 of those that do not push
   * @param lastError what went wrong last; absent if nothing did, or not since the broker started
   * @param delivered attempts that its endpoint took; absent if none is known
   * @param failed attempts that its endpoint did not take; absent if none is known
   */
  public record SubscriptionDescription(
      String subscriptionArn,
      String protocol,
      String endpoint,
      String owner,
      boolean pending,
      boolean rawMessageDelivery,
      boolean hasFilter,
      long waiting,
      @Nullable DeliveryError lastError,
      @Nullable Long delivered,
      @Nullable Long failed) {}

  /**
   * What went wrong with a delivery.
   *
   * @param status what the endpoint answered with, 100 to 999; absent if it did not answer
   * @param message a sentence
   * @param time when it was
   */
  public record DeliveryError(@Nullable Integer status, String message, Instant time) {}
}
