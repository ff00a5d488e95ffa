/** What takes messages from a queue and hands them on to those who do not poll. */
@NullMarked
package io.fanfare.push;

import org.jspecify.annotations.NullMarked;
