/** What services run on: the clock, the event loop, and what is done on it one after the other. */
@NullMarked
package io.fanfare.runtime;

import org.jspecify.annotations.NullMarked;
