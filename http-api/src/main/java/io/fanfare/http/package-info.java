/** The services over HTTP: settings, statistics and the verticle that answers requests. */
@NullMarked
package io.fanfare.http;

import org.jspecify.annotations.NullMarked;
