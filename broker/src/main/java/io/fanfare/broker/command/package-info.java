/** The commands beside the broker itself: each looks at one, or at its data, and ends. */
@NullMarked
package io.fanfare.broker.command;

import org.jspecify.annotations.NullMarked;
