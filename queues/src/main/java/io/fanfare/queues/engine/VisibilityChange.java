package io.fanfare.queues.engine;

import io.fanfare.queues.model.ReceiptHandle;

/**
 * A wish to hide a message longer or shorter.
 *
 * @param handle which message
 * @param text the handle as the caller wrote it, for refusals
 * @param seconds for how long from now, 0 to 43,200
 */
public record VisibilityChange(ReceiptHandle handle, String text, int seconds) {}
