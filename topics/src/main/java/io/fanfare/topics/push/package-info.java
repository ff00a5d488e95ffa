/** How subscriptions that push are served: from a queue of their own, by a courier. */
@NullMarked
package io.fanfare.topics.push;

import org.jspecify.annotations.NullMarked;
