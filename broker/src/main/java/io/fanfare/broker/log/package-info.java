/** The log of the process: where its lines go, what they look like, and which there are. */
@NullMarked
package io.fanfare.broker.log;

import org.jspecify.annotations.NullMarked;
