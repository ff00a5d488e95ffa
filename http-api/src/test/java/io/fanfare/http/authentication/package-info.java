/** Tests of who makes a request. */
@NullMarked
package io.fanfare.http.authentication;

import org.jspecify.annotations.NullMarked;
