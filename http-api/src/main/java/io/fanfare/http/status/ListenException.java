package io.fanfare.http.status;

import java.io.IOException;

/** Nobody can be served at an address: it is in use, or not one of this machine. */
public final class ListenException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Nobody can be served at {@code host} and {@code port}, because of {@code cause}. */
  public ListenException(String host, int port, Throwable cause) {
    super("cannot listen on %s:%d: %s".formatted(host, port, cause.getMessage()), cause);
  }
}
