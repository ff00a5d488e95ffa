package io.fanfare.http.wire.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The headers of a request that are signed, and those that have to be. */
record SignedHeaders(RawRequest request, Names listed) {

  private static final int MOST = 100;
  private static final String HOST = "host";
  private static final String AUTHORITY = ":authority";
  private static final String OWN = "x-amz-";

  /**
   * What headers are signed.
   *
   * @param text their names with semicolons between them
   * @param names the first of them, one more than there may be
   * @param sorted whether each is a name in small letters, and stands behind those before it
   */
  record Names(String text, List<String> names, boolean sorted) {

    static Names of(String text) {
      List<String> names = new ArrayList<>();
      boolean sorted = true;
      int start = 0;
      while (start <= text.length() && names.size() <= MOST) {
        int found = text.indexOf(';', start);
        int end = found < 0 ? text.length() : found;
        String name = text.substring(start, end);
        sorted &= isSmall(name);
        sorted &= names.isEmpty() || names.get(names.size() - 1).compareTo(name) < 0;
        names.add(name);
        start = end + 1;
      }
      return new Names(text, names, sorted);
    }
  }

  /** Whether they tell to whom the request was sent. */
  boolean haveHost() {
    return listed.names().contains(HOST);
  }

  /**
   * Whether nothing can be changed or put in that matters: the names are sorted and written small,
   * each once, and with them is all that is of the signature; and that is there once.
   */
  boolean areSound() {
    if (listed.names().size() > MOST || !listed.sorted()) {
      return false;
    }
    boolean authorization = false;
    for (Map.Entry<String, String> header : request.headers()) {
      if (header.getKey().equalsIgnoreCase("Authorization")) {
        if (authorization) {
          return false;
        }
        authorization = true;
      } else if (isOwn(header.getKey()) && !isSignedOnce(header.getKey())) {
        return false;
      }
    }
    return true;
  }

  /** Writes them with their values to {@code bytes}, and what follows: their names. */
  void write(Buffer bytes) {
    for (String name : listed.names()) {
      bytes.add(name);
      bytes.add(':');
      writeValues(name, bytes);
      bytes.add('\n');
    }
    bytes.add('\n');
    bytes.add(listed.text());
  }

  private void writeValues(String name, Buffer bytes) {
    boolean found = false;
    for (Map.Entry<String, String> header : request.headers()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        if (found) {
          bytes.add(',');
        }
        found = true;
        bytes.addTrimmed(header.getValue());
      }
    }
    String authority = found || !name.equals(HOST) ? null : request.header(AUTHORITY);
    if (authority != null) {
      bytes.addTrimmed(authority);
    }
  }

  private boolean isSignedOnce(String name) {
    boolean signed = false;
    for (String each : listed.names()) {
      signed |= each.equalsIgnoreCase(name);
    }
    if (!signed) {
      return false;
    }
    int times = 0;
    for (Map.Entry<String, String> header : request.headers()) {
      times += header.getKey().equalsIgnoreCase(name) ? 1 : 0;
    }
    return times == 1;
  }

  private static boolean isOwn(String name) {
    return name.regionMatches(true, 0, OWN, 0, OWN.length());
  }

  private static boolean isSmall(String name) {
    for (int i = 0; i < name.length(); i++) {
      char next = name.charAt(i);
      if (next <= ' ' || next > '~' || (next >= 'A' && next <= 'Z') || next == ':') {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
