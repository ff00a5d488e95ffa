package io.fanfare.push.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Who waits for the answer to one request; hears of it on the connection's event loop. */
interface Exchange {

  /** The head of the answer is there, its body follows. Is called once at most. */
  void answered(int status, HttpHeaders headers);

  /** How many bytes of the answer's body are read; it is over when there are more. */
  int mostBody();

  /** A part of the answer's body, which is not kept. */
  void received(ByteBuf part);

  /**
   * The answer is over, or was long enough. It is the last call.
   *
   * @param reusable whether the connection can carry another exchange; it is closed otherwise
   */
  void ended(boolean reusable);

  /**
   * The connection ended before the answer did. It is the last call.
   *
   * @param cause what broke it; null if the other end closed it
   */
  void broken(@Nullable Throwable cause);
}
