/** What a server shows of itself over TLS, and whom it asks for the same. */
@NullMarked
package io.fanfare.http.tls;

import org.jspecify.annotations.NullMarked;
