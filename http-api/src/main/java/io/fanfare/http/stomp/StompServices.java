package io.fanfare.http.stomp;

import io.fanfare.core.Caller;
import io.fanfare.heap.HeapBudget;
import io.fanfare.http.authentication.Logins;
import io.fanfare.queues.Queues;
import io.fanfare.quota.RequestRates;
import io.fanfare.topics.Topics;

/**
 * What stands behind the sessions.
 *
 * @param queues the service of the queues
 * @param topics the service of the topics
 * @param heap what frames in flight may take
 * @param logins find out who begins a session
 * @param rates how often callers may ask
 */
public record StompServices(
    Queues queues, Topics topics, HeapBudget heap, Logins logins, RequestRates rates) {

  /** The same, as {@code caller} sees them. */
  StompServices as(Caller caller) {
    return new StompServices(queues.as(caller), topics.as(caller), heap, logins, rates);
  }
}
