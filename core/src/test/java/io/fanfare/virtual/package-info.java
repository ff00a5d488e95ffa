/** An event loop, its clock and its store as values of a test: no thread, no disk, no waiting. */
@NullMarked
package io.fanfare.virtual;

import org.jspecify.annotations.NullMarked;
