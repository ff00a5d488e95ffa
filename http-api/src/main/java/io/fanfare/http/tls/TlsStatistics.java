package io.fanfare.http.tls;

import java.time.Instant;

/**
 * What a server has done over TLS since it opened, and how it stands.
 *
 * @param ends when the certificate that it shows is valid no more
 * @param handshakeFailures the connections that did not come to an agreement: clients that do not
 *     trust the certificate, show none or one that is not trusted, or do not speak TLS
 * @param reloads how often the files were read again, and taken
 * @param reloadFailures how often they were read again, and not taken
 */
public record TlsStatistics(
    Instant ends, long handshakeFailures, long reloads, long reloadFailures) {}
