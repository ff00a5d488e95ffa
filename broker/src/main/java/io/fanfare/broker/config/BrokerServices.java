package io.fanfare.broker.config;

import io.fanfare.core.Caller;
import io.fanfare.functions.Functions;
import io.fanfare.queues.Queues;
import io.fanfare.topics.Topics;

/**
 * The services of a broker, which is asked as the root of the account that a resource is in.
 *
 * @param endpoint how the endpoints of subscriptions reach the broker, to confirm them
 */
public record BrokerServices(Queues queues, Topics topics, Functions functions, String endpoint) {

  Queues queues(Scope scope) {
    return queues.as(root(scope));
  }

  Topics topics(Scope scope) {
    return topics.as(root(scope));
  }

  Functions functions(Scope scope) {
    return functions.as(root(scope));
  }

  private Caller root(Scope scope) {
    return new Caller(scope.account(), scope.region(), endpoint);
  }
}
