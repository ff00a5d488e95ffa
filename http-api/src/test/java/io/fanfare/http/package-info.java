/** Tests of the services over HTTP. */
@NullMarked
package io.fanfare.http;

import org.jspecify.annotations.NullMarked;
