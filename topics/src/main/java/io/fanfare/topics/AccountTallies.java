package io.fanfare.topics;

import io.fanfare.core.BrokerException;
import io.fanfare.quota.Tally;
import io.fanfare.topics.model.TopicError;

/**
 * How many topics and subscriptions each account has, on all event loops.
 *
 * @param topics by the account that each belongs to
 * @param subscriptions by the account that each belongs to
 */
record AccountTallies(Tally topics, Tally subscriptions) {

  /** Tallies within the limits of {@code options}. */
  static AccountTallies of(TopicsOptions options) {
    return new AccountTallies(
        new Tally(options.getTopicsPerAccount()), new Tally(options.getSubscriptionsPerAccount()));
  }

  /**
   * Counts another topic of {@code account}.
   *
   * @throws BrokerException if it may not have another
   */
  void addTopic(String account) {
    if (!topics.tryAdd(account)) {
      throw TopicError.TOPIC_LIMIT_EXCEEDED.refuse(
          "Topic limit reached: the account may have %d topics", topics.most());
    }
  }

  /**
   * Looks whether {@code account} may have another subscription. Two event loops that look at once
   * may both find room for the last one.
   *
   * @throws BrokerException if it may not
   */
  void checkSubscription(String account) {
    int most = subscriptions.most();
    if (most > 0 && subscriptions.count(account) >= most) {
      throw TopicError.SUBSCRIPTION_LIMIT_EXCEEDED.refuse(
          "Subscription limit reached: the account may have %d subscriptions", most);
    }
  }
}
