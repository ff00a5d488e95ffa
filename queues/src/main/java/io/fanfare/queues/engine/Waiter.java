package io.fanfare.queues.engine;

/**
 * A receive that waits.
 *
 * @param number tells waiters apart
 * @param options what it wants
 * @param room for what it is given
 * @param deadline when it is answered with nothing; a receive that only waits for rows to be loaded
 *     has its deadline behind it already
 */
record Waiter(long number, ReceiveOptions options, Room room, long deadline) {}
