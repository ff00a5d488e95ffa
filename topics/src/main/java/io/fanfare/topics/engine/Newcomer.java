package io.fanfare.topics.engine;

import io.fanfare.topics.model.Subscribe;

/**
 * Who wants to subscribe.
 *
 * @param request what is asked for
 * @param account who asks
 * @param room refuses another subscription if the account has as many as it may have; asked last
 */
public record Newcomer(Subscribe request, String account, Runnable room) {}
