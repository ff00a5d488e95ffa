/** Runnable programs, read as documentation. */
@NullMarked
package io.fanfare.examples;

import org.jspecify.annotations.NullMarked;
