package io.fanfare.push.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is posted.
 *
 * @param target where to
 * @param headers of the caller; those that HTTP needs are set over them
 * @param body is read only, so several messages can have it
 */
record Request(HttpTarget target, MultiMap headers, Buffer body) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CHANCE_BYTES = 16;

  /** The message of one exchange, with {@code authorization} if there is one. */
  FullHttpRequest message(@Nullable String authorization) {
    HttpHeaders all = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    headers.forEach(header -> all.add(header.getKey(), header.getValue()));
    all.remove(HttpHeaderNames.TRANSFER_ENCODING);
    all.set(HttpHeaderNames.HOST, target.authority());
    all.set(HttpHeaderNames.CONTENT_LENGTH, body.length());
    all.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    if (authorization != null) {
      all.set(HttpHeaderNames.AUTHORIZATION, authorization);
    }
    return new DefaultFullHttpRequest(
        HttpVersion.HTTP_1_1,
        HttpMethod.POST,
        target.path(),
        Unpooled.unreleasableBuffer(((BufferInternal) body).getByteBuf()),
        all,
        EmptyHttpHeaders.INSTANCE);
  }

  /** A number of 128 bits that nobody can guess, in hexadecimal. */
  static String chance() {
    byte[] bytes = new byte[CHANCE_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
