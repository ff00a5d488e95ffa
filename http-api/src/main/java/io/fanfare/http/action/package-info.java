/** The actions of both services, a row each: what they read, do and write, and what they count. */
@NullMarked
package io.fanfare.http.action;

import org.jspecify.annotations.NullMarked;
