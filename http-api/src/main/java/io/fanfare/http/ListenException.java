package io.fanfare.http;

import java.io.IOException;

/** Nobody can be served at an address: it is in use, or not one of this machine. */
public final class ListenException extends IOException {

  private static final long serialVersionUID = 1L;

  ListenException(String host, int port, Throwable cause) {
    super("cannot listen on %s:%d: %s".formatted(host, port, cause.getMessage()), cause);
  }
}
