/** The console: pages for people, who do there what the broker's API can do. */
@NullMarked
package io.fanfare.http.console;

import org.jspecify.annotations.NullMarked;
