/** The words every floor shares: pure values without Vert.x, without I/O. */
@NullMarked
package io.fanfare.core;

import org.jspecify.annotations.NullMarked;
