package io.fanfare.http.stomp;

import java.util.Map;

/**
 * What the STOMP sessions have done since the start, and how many there are.
 *
 * @param connections open WebSockets, whether their session has begun or not
 * @param sent SENDs that were taken in
 * @param delivered MESSAGEs
 * @param acknowledged ACKs
 * @param returned NACKs
 * @param errors ERRORs by their code
 */
public record StompStatistics(
    long connections,
    long sent,
    long delivered,
    long acknowledged,
    long returned,
    Map<String, Long> errors) {}
