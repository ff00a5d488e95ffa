package io.fanfare.queues.engine;

import io.fanfare.queues.model.ReceiptHandle;

/**
 * A receipt handle as a caller gave it.
 *
 * @param receipt what it stands for
 * @param text how it was written, for refusals
 */
public record OpenHandle(ReceiptHandle receipt, String text) {}
