package io.fanfare.http;

import io.fanfare.core.BrokerException;
import io.fanfare.http.wire.JsonProtocol;
import io.fanfare.http.wire.Pieces;
import io.fanfare.http.wire.QueryProtocol;
import java.util.function.BiFunction;

/**
 * How a request's answers are written.
 *
 * @param contentType the content type of each
 * @param refusal a refusal, written for the request of an id
 * @param namesLegacyCode whether a header of a refusal gives its code in the Query protocol
 */
record Dialect(
    String contentType,
    BiFunction<BrokerException, String, Pieces> refusal,
    boolean namesLegacyCode) {

  static final Dialect JSON =
      new Dialect(
          JsonProtocol.CONTENT_TYPE, (refusal, requestId) -> JsonProtocol.write(refusal), true);

  /** The Query protocol's, as {@code protocol} writes. */
  static Dialect of(QueryProtocol protocol) {
    return new Dialect(protocol.contentType(), protocol::write, false);
  }
}
