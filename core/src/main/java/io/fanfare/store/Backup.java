package io.fanfare.store;

import java.time.Duration;

/**
 * A copy of all rows of a store as they were at one moment.
 *
 * @param rows how many rows were copied
 * @param bytes how many bytes the files of the copy have
 * @param pause how long writes waited because of it
 * @param took how long it took until the copy was durable
 */
public record Backup(long rows, long bytes, Duration pause, Duration took) {}
