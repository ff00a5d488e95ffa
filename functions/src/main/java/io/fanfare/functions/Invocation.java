package io.fanfare.functions;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What a function is to be invoked with.
 *
 * @param event the event, a JSON object
 * @param qualifier the version or alias that is meant; empty if none is
 * @param clientContext passed on; absent if there is none
 * @param traceHeader passed on; absent if there is none
 * @param until when it is of no use any more to wait for a turn, in milliseconds
 */
record Invocation(
    Buffer event,
    String qualifier,
    @Nullable String clientContext,
    @Nullable String traceHeader,
    long until) {}
