package io.fanfare.http.wire.signature;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire, which is what signatures are on: each character of its texts
 * is a byte of it.
 *
 * @param path of the request line, with its escapes
 * @param query of the request line, with its escapes and without the question mark
 * @param headers all of them, in their order
 * @param bodyHash SHA-256 of the body, from which the chunks of HTTP are taken and nothing else;
 *     asked for once, when everything before it is well
 */
public record RawRequest(
    String method,
    String path,
    @Nullable String query,
    List<Map.Entry<String, String>> headers,
    Supplier<byte[]> bodyHash) {

  /**
   * Whether each character is a byte: what was read in another way may have been several requests.
   */
  boolean isOfBytes() {
    if (!isOfBytes(path) || (query != null && !isOfBytes(query))) {
      return false;
    }
    for (Map.Entry<String, String> header : headers) {
      if (!isOfBytes(header.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfBytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return false;
      }
    }
    return true;
  }

  /** The first value of the header {@code name}. */
  @Nullable String header(String name) {
    for (Map.Entry<String, String> header : headers) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return header.getValue();
      }
    }
    return null;
  }
}
