package io.fanfare.http;

import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import io.fanfare.http.wire.JsonProtocol;
import io.fanfare.http.wire.Pieces;
import io.fanfare.http.wire.QueryProtocol;
import io.fanfare.http.wire.RestProtocol;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How a request's answers are written.
 *
 * @param contentType the content type of each
 * @param refusal a refusal, written for the request of an id
 * @param codeHeader what header of a refusal gives its code, if one does
 */
record Dialect(
    String contentType,
    BiFunction<BrokerException, String, Pieces> refusal,
    Optional<CodeHeader> codeHeader) {

  /**
   * A header that gives the code of a refusal.
   *
   * @param name what it is called
   * @param value how it writes a code
   */
  record CodeHeader(CharSequence name, Function<ErrorCode, String> value) {}

  static final Dialect JSON =
      new Dialect(
          JsonProtocol.CONTENT_TYPE,
          (refusal, requestId) -> JsonProtocol.write(refusal),
          Optional.of(new CodeHeader(Headers.QUERY_ERROR, JsonProtocol::queryError)));

  static final Dialect REST =
      new Dialect(
          RestProtocol.CONTENT_TYPE,
          (refusal, requestId) -> RestProtocol.write(refusal),
          Optional.of(new CodeHeader(Headers.ERROR_TYPE, RestProtocol::errorType)));

  /** The Query protocol's, as {@code protocol} writes. */
  static Dialect of(QueryProtocol protocol) {
    return new Dialect(protocol.contentType(), protocol::write, Optional.empty());
  }
}
