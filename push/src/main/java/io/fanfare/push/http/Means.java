package io.fanfare.push.http;

import io.vertx.core.internal.ContextInternal;

/**
 * What the attempts of one event loop have in common.
 *
 * @param context of that event loop
 * @param connections those of that event loop
 * @param rules which addresses are posted to
 * @param names where addresses are looked up
 */
record Means(
    ContextInternal context, Connections connections, AddressRules rules, NameLookup names) {}
