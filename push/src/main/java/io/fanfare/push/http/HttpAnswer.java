package io.fanfare.push.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * What a call was answered.
 *
 * @param status 100 to 999; 0 if no answer came, or not all of it
 * @param reason a short sentence in one line for logs, which names the host
 * @param headers of the answer, whatever the case of their names
 * @param body of the answer; empty if it was longer than it may be
 * @param tooLong whether it was
 */
public record HttpAnswer(
    int status, String reason, MultiMap headers, Buffer body, boolean tooLong) {}
