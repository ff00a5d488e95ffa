/** How messages are posted to URLs. */
@NullMarked
package io.fanfare.push.http;

import org.jspecify.annotations.NullMarked;
