/** What callers may do with what has no policy of its own. */
@NullMarked
package io.fanfare.topics.rights;

import org.jspecify.annotations.NullMarked;
