package io.fanfare.http.stomp;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.core.MessageAttribute;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The header that says of attributes which type they have if it is not String, such as {@code
 * price=Number,key=Binary}.
 */
final class AttributeTypes {

  private static final String STRING = "String";

  private AttributeTypes() {}

  /** The types by name that {@code header} says, if it is there. */
  static Map<String, String> parse(@Nullable String header) {
    Map<String, String> types = new HashMap<>();
    if (header == null || header.isEmpty()) {
      return types;
    }
    for (String entry : header.split(",", -1)) {
      int equals = entry.indexOf('=');
      if (equals <= 0) {
        throw malformed();
      }
      types.put(entry.substring(0, equals), decode(entry.substring(equals + 1)));
    }
    return types;
  }

  private static String decode(String type) {
    try {
      return URLDecoder.decode(type.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static BrokerException malformed() {
    return CommonError.INVALID_PARAMETER_VALUE.refuse(
        "The header attribute-types must be NAME=TYPE, with commas between several.");
  }

  /** What the header says of {@code attributes}; null if they all are of type String. */
  static @Nullable String format(Map<String, MessageAttribute> attributes) {
    StringJoiner types = new StringJoiner(",");
    attributes.forEach(
        (name, attribute) -> {
          String type = attribute.dataType();
          if (type != null && !type.equals(STRING)) {
            types.add(name + "=" + encode(type));
          }
        });
    return types.length() == 0 ? null : types.toString();
  }

  private static String encode(String type) {
    return type.replace("%", "%25").replace(",", "%2C").replace("=", "%3D");
  }
}
