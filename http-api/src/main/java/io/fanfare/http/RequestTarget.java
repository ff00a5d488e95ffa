package io.fanfare.http;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a request was sent to, its host, path and query: refused here if nobody could read it, so
 * that nothing behind stumbles over it.
 */
final class RequestTarget {

  private RequestTarget() {}

  /** Refuses {@code request} if its target is malformed. */
  static void check(HttpServerRequest request) {
    String uri = request.uri();
    boolean posted = HttpMethod.POST.equals(request.method());
    if (!posted && request.version() == HttpVersion.HTTP_1_1 && request.authority() == null) {
      throw malformed("The Host header is missing or not valid.");
    }
    if (!uri.equals("/")) {
      check(uri, request.path());
    }
  }

  /** Refuses a target whose {@code path} stands in {@code uri}, if it is malformed. */
  static void check(String uri, @Nullable String path) {
    if (path == null || !path.startsWith("/")) {
      throw malformed("The path of the request does not begin with a slash.");
    }
    if (uri.indexOf('%') >= 0) {
      checkEscapes(uri);
    }
    if (!isText(path)) {
      throw malformed("The path of the request is not valid.");
    }
  }

  private static void checkEscapes(String uri) {
    for (int i = uri.indexOf('%'); i >= 0; i = uri.indexOf('%', i + 1)) {
      if (i + 2 >= uri.length() || !isHex(uri.charAt(i + 1)) || !isHex(uri.charAt(i + 2))) {
        throw malformed("A percent sign in the request is followed by no two digits.");
      }
    }
  }

  /* Digits of other scripts are none here. */
  private static boolean isHex(char c) {
    return c < 0x80 && Character.digit(c, 16) >= 0;
  }

  /** Whether {@code path}, its escapes decoded, is UTF-8 without control characters. */
  private static boolean isText(String path) {
    byte[] bytes = new byte[path.length()];
    int length = 0;
    boolean escaped = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%') {
        c = (char) Integer.parseInt(path, i + 1, i + 3, 16);
        i += 2;
        escaped = true;
      }
      if (c < ' ' || c == 0x7F) {
        return false;
      }
      bytes[length++] = (byte) c;
    }
    return !escaped || isUtf8(bytes, length);
  }

  private static boolean isUtf8(byte[] bytes, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static BrokerException malformed(String sentence) {
    return CommonError.MALFORMED_INPUT.refuse(sentence);
  }
}
