/** Posts messages to HTTP endpoints that anybody may have named, and to nothing else. */
@NullMarked
package io.fanfare.push.http;

import org.jspecify.annotations.NullMarked;
