package io.fanfare.queues.engine;

import io.fanfare.core.Key;

/**
 * A message on its way to the dead-letter queue.
 *
 * @param key where its row stands until it has arrived
 * @param entry the message
 */
public record Departure(Key key, Entry entry) {}
