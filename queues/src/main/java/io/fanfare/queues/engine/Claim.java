package io.fanfare.queues.engine;

import io.fanfare.queues.model.ReceiptHandle;

/**
 * A receipt handle as a caller gave it.
 *
 * @param handle what it stands for
 * @param text how it was written, for refusals
 */
public record Claim(ReceiptHandle handle, String text) {}
