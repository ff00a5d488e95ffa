/** What the topics store: the rows, and the formats that they are written in. */
@NullMarked
package io.fanfare.topics.rows;

import org.jspecify.annotations.NullMarked;
