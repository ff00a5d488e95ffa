package io.fanfare.topics.notification;

/**
 * What a queue's copy of a message is like, but for what tells it from those of other queues.
 *
 * @param raw whether it is the message alone, without the envelope
 * @param fifo whether it is for a FIFO queue
 */
public record Variant(boolean raw, boolean fifo) {}
