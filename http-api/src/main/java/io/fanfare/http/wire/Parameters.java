package io.fanfare.http.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a Query request, from its URL and its form, decoded. */
public final class Parameters {

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * The parameters of a request; those of the form override those of the URL.
   *
   * @param query what follows the question mark of the URL, as it was sent
   * @param form the body of the request if it is a form, else empty
   */
  public static Parameters of(@Nullable String query, byte[] form) {
    Map<String, String> values = new LinkedHashMap<>();
    if (query != null) {
      values.putAll(Form.parse(query.getBytes(StandardCharsets.UTF_8)));
    }
    values.putAll(Form.parse(form));
    return new Parameters(values);
  }

  /** The value of {@code name}, if there is one. */
  public @Nullable String get(String name) {
    return values.get(name);
  }

  /** Whether {@code form}, encoded as it was sent, gives a value to {@code name}. */
  public static boolean names(byte[] form, String name) {
    byte[] wanted = (name + "=").getBytes(StandardCharsets.US_ASCII);
    int start = 0;
    while (start + wanted.length < form.length) {
      if (Arrays.equals(form, start, start + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
      while (start < form.length && form[start] != '&') {
        start++;
      }
      start++;
    }
    return false;
  }

  /** These parameters, and {@code name} unless they have it. */
  public Parameters or(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.putIfAbsent(name, value);
    return new Parameters(more);
  }

  /** The same as the tree that the dots in the names make. */
  ParameterTree tree() {
    ParameterTree root = new ParameterTree();
    values.forEach(root::put);
    return root;
  }
}
