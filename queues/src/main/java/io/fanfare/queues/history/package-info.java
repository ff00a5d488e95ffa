/** What queues did in the last hour, in numbers that are kept in the process. */
@NullMarked
package io.fanfare.queues.history;

import org.jspecify.annotations.NullMarked;
