/** What a server shows of itself over TLS, and whom it asks for the same. */
@org.jspecify.annotations.NullMarked
package io.fanfare.http.tls;
