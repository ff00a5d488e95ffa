package io.fanfare.http.wire.signature;

import io.fanfare.core.BrokerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its signature.
 *
 * @param inQuery whether it says so in its query; else in its header {@code Authorization}
 * @param credential the key and what it is for, as sent
 * @param signedHeaders the names of the headers that are signed, with semicolons between them
 * @param signature in hexadecimal
 * @param time when it was signed, as sent
 * @param token that goes with the key, if one was sent
 * @param expires for how many seconds it holds, if it says so
 */
record Claim(
    boolean inQuery,
    String algorithm,
    String credential,
    String signedHeaders,
    String signature,
    String time,
    @Nullable String token,
    @Nullable String expires) {

  private static final String PREFIX = "AWS4-";
  private static final String OWN = "X-Amz-";
  private static final String ALGORITHM = "X-Amz-Algorithm";
  private static final String TOKEN = "X-Amz-Security-Token";
  private static final List<String> OF_HEADER = List.of("Credential", "Signature", "SignedHeaders");
  private static final List<String> OF_QUERY =
      List.of("Algorithm", "Credential", "Signature", "SignedHeaders", "Date");

  /** What {@code request} says; nothing if it is not signed, or in another way. */
  static Optional<Claim> of(RawRequest request, QueryString query) {
    String header = request.header("Authorization");
    boolean inQuery = query.get(ALGORITHM) != null;
    if (header != null && inQuery) {
      throw SignatureError.MISMATCH.say(
          "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP"
              + " header.");
    }
    if (inQuery) {
      return Optional.of(ofQuery(query));
    }
    return header != null && header.startsWith(PREFIX)
        ? Optional.of(ofHeader(request, header))
        : Optional.empty();
  }

  private static Claim ofHeader(RawRequest request, String header) {
    int space = header.indexOf(' ');
    int end = space < 0 ? header.length() : space;
    String amzDate = request.header("X-Amz-Date");
    String time = amzDate == null ? request.header("Date") : amzDate;
    String[] parts = parts(header, end);
    if (time == null || parts[0].isEmpty() || parts[1].isEmpty() || parts[2].isEmpty()) {
      throw missing(header, parts, time);
    }
    return new Claim(
        false,
        header.substring(0, end),
        parts[0],
        parts[2],
        parts[1],
        time,
        request.header(TOKEN),
        null);
  }

  private static BrokerException missing(String header, String[] parts, @Nullable String time) {
    StringBuilder missing = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].isEmpty()) {
        missing
            .append("Authorization header requires '")
            .append(OF_HEADER.get(i))
            .append("' parameter. ");
      }
    }
    if (time == null) {
      missing.append(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
    }
    return SignatureError.INCOMPLETE.say(missing + "Authorization=" + header);
  }

  /** What {@code header} has from {@code start}, in the order of their names; empty if absent. */
  private static String[] parts(String header, int start) {
    String[] parts = {"", "", ""};
    int at = start;
    while (at < header.length()) {
      int comma = header.indexOf(',', at);
      int end = comma < 0 ? header.length() : comma;
      while (at < end && header.charAt(at) == ' ') {
        at++;
      }
      int equal = header.indexOf('=', at);
      if (equal >= 0 && equal < end) {
        int known = known(header, at, equal - at);
        if (known >= 0) {
          parts[known] = header.substring(equal + 1, end).strip();
        }
      } else if (at < end || comma >= 0) {
        throw SignatureError.INCOMPLETE.say(
            "'%s' not a valid key=value pair (missing equal-sign) in Authorization header: '%s'."
                .formatted(header.substring(at, end).strip(), header));
      }
      at = end + 1;
    }
    return parts;
  }

  private static int known(String header, int at, int length) {
    for (int i = 0; i < OF_HEADER.size(); i++) {
      String name = OF_HEADER.get(i);
      if (name.length() == length && header.startsWith(name, at)) {
        return i;
      }
    }
    return -1;
  }

  private static Claim ofQuery(QueryString query) {
    List<String> values = new ArrayList<>();
    StringBuilder missing = new StringBuilder();
    for (String name : OF_QUERY) {
      String value = query.get(OWN + name);
      if (value == null || value.isEmpty()) {
        missing
            .append("AWS query-string parameters must include '")
            .append(OWN)
            .append(name)
            .append("'. ");
      }
      values.add(value == null ? "" : value);
    }
    if (!missing.isEmpty()) {
      throw SignatureError.INCOMPLETE.say(missing + "Re-examine the query-string parameters.");
    }
    return new Claim(
        true,
        values.get(0),
        values.get(1),
        values.get(3),
        values.get(2),
        values.get(4),
        query.get(TOKEN),
        query.get(OWN + "Expires"));
  }
}
