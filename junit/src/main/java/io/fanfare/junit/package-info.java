/** The test kit: a broker for a test, in its own JVM, with a clock that the test moves. */
@NullMarked
package io.fanfare.junit;

import org.jspecify.annotations.NullMarked;
