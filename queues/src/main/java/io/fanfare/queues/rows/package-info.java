/** What the queues store: the rows, and the formats that they are written in. */
@NullMarked
package io.fanfare.queues.rows;

import org.jspecify.annotations.NullMarked;
