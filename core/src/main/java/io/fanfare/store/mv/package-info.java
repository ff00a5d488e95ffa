/** The store over H2's MVStore and a journal; others need {@link Stores} of it and nothing else. */
@NullMarked
package io.fanfare.store.mv;

import org.jspecify.annotations.NullMarked;
