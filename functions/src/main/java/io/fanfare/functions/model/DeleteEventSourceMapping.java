package io.fanfare.functions.model;

import io.fanfare.core.WireName;
import org.jspecify.annotations.Nullable;

/**
 * Ends a mapping; batches that are under way end as they would have.
 *
 * @param uuid which mapping
 * @see "Lambda API Reference, DeleteEventSourceMapping"
 */
public record DeleteEventSourceMapping(@WireName("UUID") @Nullable String uuid) {}
