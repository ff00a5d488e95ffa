package io.fanfare.functions.model;

import io.fanfare.core.WireName;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mapping.
 *
 * @param uuid which mapping
 * @see "Lambda API Reference, GetEventSourceMapping"
 */
public record GetEventSourceMapping(@WireName("UUID") @Nullable String uuid) {}
