/** The services over HTTP: the two tables of actions, and the verticle that answers requests. */
@NullMarked
package io.fanfare.http;

import org.jspecify.annotations.NullMarked;
