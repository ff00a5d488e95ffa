/** The machine of the queues: deterministic, with time and chance as arguments. */
@NullMarked
package io.fanfare.queues.engine;

import org.jspecify.annotations.NullMarked;
