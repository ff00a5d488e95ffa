/** How subscriptions that push, to URLs and functions, are served: from a queue of their own. */
@NullMarked
package io.fanfare.topics.push;

import org.jspecify.annotations.NullMarked;
