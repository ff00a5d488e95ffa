package io.fanfare.store.mv;

import io.fanfare.store.StoreListener;
import io.fanfare.store.StoreOptions;
import java.util.function.Consumer;

/**
 * What a store is opened with.
 *
 * @param options where and how rows are kept
 * @param listener hears how the store works
 * @param onFailure told once of the first fault, after which nothing is acknowledged any more
 */
record StoreSettings(StoreOptions options, StoreListener listener, Consumer<Throwable> onFailure) {}
