/** What the engines run on: the store, the clock and the event loop. */
@NullMarked
package io.fanfare.runtime;

import org.jspecify.annotations.NullMarked;
