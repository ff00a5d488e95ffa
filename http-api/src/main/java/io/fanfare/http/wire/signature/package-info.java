/** Signature Version 4: whether a request is signed with a key that the broker knows. */
@NullMarked
package io.fanfare.http.wire.signature;

import org.jspecify.annotations.NullMarked;
