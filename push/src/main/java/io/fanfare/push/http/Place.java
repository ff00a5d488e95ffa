package io.fanfare.push.http;

import java.net.InetAddress;

/**
 * What a connection leads to. It is used again only for the same host at the same address, since
 * another host of that address may be another server.
 *
 * @param secure whether it speaks TLS
 * @param host the host of the URL, which TLS verifies
 * @param port from 1 to 65,535
 * @param address a vetted address of the host
 */
record Place(boolean secure, String host, int port, InetAddress address) {

  Place(HttpTarget target, InetAddress address) {
    this(target.secure(), target.host(), target.port(), address);
  }
}
