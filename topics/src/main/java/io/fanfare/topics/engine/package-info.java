/** The machine of the topics: deterministic, with time and chance as arguments. */
@NullMarked
package io.fanfare.topics.engine;

import org.jspecify.annotations.NullMarked;
