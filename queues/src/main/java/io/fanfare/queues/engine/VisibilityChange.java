package io.fanfare.queues.engine;

/**
 * A wish to hide a message longer or shorter.
 *
 * @param handle which message
 * @param seconds for how long from now, 0 to 43,200
 */
public record VisibilityChange(OpenHandle handle, int seconds) {}
