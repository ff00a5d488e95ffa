/** What one caller or one address may have of the wire. */
@NullMarked
package io.fanfare.http.limit;

import org.jspecify.annotations.NullMarked;
