package io.fanfare.http.wire.signature;

/** The path of a request as signatures have it. */
public final class CanonicalPath {

  private CanonicalPath() {}

  /** {@code raw} without empty parts and those that are dots; a slash at its end stays. */
  public static String normalized(String raw) {
    if (raw.isEmpty()) {
      return "/";
    }
    if (isNormal(raw)) {
      return raw;
    }
    StringBuilder path = new StringBuilder(raw.length());
    for (String part : raw.split("/", -1)) {
      if (part.equals("..")) {
        path.setLength(Math.max(0, path.lastIndexOf("/")));
      } else if (!part.isEmpty() && !part.equals(".")) {
        path.append('/').append(part);
      }
    }
    return raw.endsWith("/") || path.isEmpty() ? path.append('/').toString() : path.toString();
  }

  private static boolean isNormal(String raw) {
    return raw.charAt(0) != '/' || (!raw.contains("//") && !raw.contains("/."));
  }

  /** Writes {@code path} to {@code bytes}; what is escaped in it already is so once more. */
  static void write(String path, Buffer bytes) {
    for (int i = 0; i < path.length(); i++) {
      char next = path.charAt(i);
      if (next == '/' || Encoding.isPlain(next)) {
        bytes.add(next);
      } else {
        bytes.add('%');
        bytes.add(Encoding.digit(next >> 4));
        bytes.add(Encoding.digit(next));
      }
    }
  }
}
