package io.fanfare.http.wire.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a query string, decoded and encoded again as signatures have them. */
final class QueryString {

  static final QueryString NONE = new QueryString(List.of());

  private static final String OWN = "X-Amz-";
  private static final String SIGNATURE = "X-Amz-Signature";
  private static final Comparator<Parameter> ORDER =
      Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

  private final List<Parameter> parameters;

  private QueryString(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /** A parameter, both of whose parts are encoded. */
  private record Parameter(String name, String value) {}

  /** The parameters of {@code raw}. */
  static QueryString of(@Nullable String raw) {
    if (raw == null || raw.isEmpty()) {
      return NONE;
    }
    List<Parameter> parameters = new ArrayList<>();
    int start = 0;
    while (start <= raw.length()) {
      int found = raw.indexOf('&', start);
      int end = found < 0 ? raw.length() : found;
      if (end > start) {
        int equal = raw.indexOf('=', start);
        int middle = equal < 0 || equal > end ? end : equal;
        parameters.add(
            new Parameter(
                again(raw.substring(start, middle)),
                again(raw.substring(Math.min(middle + 1, end), end))));
      }
      start = end + 1;
    }
    return new QueryString(parameters);
  }

  /** The value of {@code name}, decoded. */
  @Nullable String get(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return new String(Encoding.decode(parameter.value(), false), StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  /** Whether something of a signature is there twice. */
  boolean repeatsOwn() {
    List<String> own =
        parameters.stream().map(Parameter::name).filter(name -> name.startsWith(OWN)).toList();
    return own.stream().distinct().count() < own.size();
  }

  /** Writes all but the signature to {@code bytes}, sorted. */
  void write(Buffer bytes) {
    List<Parameter> sorted = new ArrayList<>(parameters);
    Collections.sort(sorted, ORDER);
    boolean first = true;
    for (Parameter parameter : sorted) {
      if (!parameter.name().equals(SIGNATURE)) {
        if (!first) {
          bytes.add('&');
        }
        first = false;
        bytes.add(parameter.name());
        bytes.add('=');
        bytes.add(parameter.value());
      }
    }
  }

  private static String again(String raw) {
    return Encoding.encode(Encoding.decode(raw, true));
  }
}
