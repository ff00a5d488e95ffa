/** What the rows of functions have to be like, for whoever looks at a store that nobody uses. */
@NullMarked
package io.fanfare.functions.check;

import org.jspecify.annotations.NullMarked;
