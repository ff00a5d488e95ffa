/** What the rows of queues have to be like, for whoever looks at a store that nobody uses. */
@NullMarked
package io.fanfare.queues.check;

import org.jspecify.annotations.NullMarked;
