package io.fanfare.core;

/**
 * A row as the store returns it.
 *
 * @param key where it stands in its table
 * @param value its content; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent")
public record Row(Key key, byte[] value) {}
