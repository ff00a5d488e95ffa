/** The service of the topics: their interface, and the verticles that run them. */
@NullMarked
package io.fanfare.topics;

import org.jspecify.annotations.NullMarked;
