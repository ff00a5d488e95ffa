/**
 * The wire: bytes to records and back, in AWS's three protocols. Pure: no I/O, no clock, no chance.
 */
@NullMarked
package io.fanfare.http.wire;

import org.jspecify.annotations.NullMarked;
