/** The service of the queues: their interface, and the verticles that run them. */
@NullMarked
package io.fanfare.queues;

import org.jspecify.annotations.NullMarked;
