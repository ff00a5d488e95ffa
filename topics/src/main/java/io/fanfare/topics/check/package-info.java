/** What the rows of topics have to be like, for whoever looks at a store that nobody uses. */
@NullMarked
package io.fanfare.topics.check;

import org.jspecify.annotations.NullMarked;
