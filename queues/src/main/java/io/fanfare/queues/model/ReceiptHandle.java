package io.fanfare.queues.model;

/**
 * Which receive of which message a receipt handle stands for.
 *
 * @param queue the queue's id
 * @param generation the queue's generation; a purge begins a new one
 * @param enqueuedAt when the message came to a FIFO queue; when it was sent if the queue is another
 * @param sequence the message's number in its queue
 * @param receive the how manieth receive of the message it was
 */
public record ReceiptHandle(
    long queue, long generation, long enqueuedAt, long sequence, int receive) {}
