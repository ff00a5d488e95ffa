/** How much of something, and how often, one principal, account or address may have. */
@NullMarked
package io.fanfare.quota;

import org.jspecify.annotations.NullMarked;
