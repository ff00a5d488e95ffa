package io.fanfare.http.stomp.frame;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a client may ask in a frame. */
public enum ClientCommand {
  CONNECT,
  STOMP,
  SEND,
  SUBSCRIBE,
  UNSUBSCRIBE,
  ACK,
  NACK,
  DISCONNECT,
  BEGIN,
  COMMIT,
  ABORT;

  private static final Map<String, ClientCommand> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Enum::name, Function.identity()));

  /** The command that is written {@code text}, in upper case. */
  static Optional<ClientCommand> of(String text) {
    return Optional.ofNullable(BY_NAME.get(text));
  }

  /** Whether it begins a session; its headers have no escapes. */
  public boolean connects() {
    return this == CONNECT || this == STOMP;
  }

  /** Whether it is about a transaction. */
  public boolean isTransactional() {
    return this == BEGIN || this == COMMIT || this == ABORT;
  }
}
