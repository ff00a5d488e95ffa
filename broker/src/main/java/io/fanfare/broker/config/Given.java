package io.fanfare.broker.config;

/**
 * What the file says of one attribute.
 *
 * @param line where
 * @param text its value as AWS takes it
 */
record Given(int line, String text) {}
