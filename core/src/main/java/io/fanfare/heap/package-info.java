/** The heap as it is handed out: the shares of it, and who waits for room in it. */
@NullMarked
package io.fanfare.heap;

import org.jspecify.annotations.NullMarked;
