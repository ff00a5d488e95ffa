/** How the broker is and what it has done, for those who watch over it. */
@NullMarked
package io.fanfare.http.status;

import org.jspecify.annotations.NullMarked;
