package io.fanfare.queues.engine;

/**
 * What is missing to serve the first receive that waits.
 *
 * @param waiter the number it was given
 * @param bytes how many bytes of contents there must be room for
 */
public record RoomWanted(long waiter, long bytes) {}
