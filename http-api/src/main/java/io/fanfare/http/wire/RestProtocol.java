package io.fanfare.http.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.core.ErrorCode;
import io.fanfare.functions.model.FunctionError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** AWS's REST-JSON 1.1, the protocol of the functions: members in the path, the query, the body. */
public final class RestProtocol {

  /** The content type of every answer. */
  public static final String CONTENT_TYPE = "application/json";

  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private RestProtocol() {}

  /**
   * The request that {@code body} spells, which may be empty, with those members that stand
   * elsewhere.
   *
   * @param parameters the values of members by name
   * @throws BrokerException if it spells none, or one that the record's constructor refuses
   */
  public static <Q extends Record> Q read(
      Structure<Q> structure, byte[] body, Map<String, List<String>> parameters) {
    byte[] text = body.length == 0 ? NOTHING : body;
    try (JsonParser json = JsonProtocol.parser(text)) {
      @Nullable Object[] values =
          new JsonReader(json, Unicode.suspects(text)).readValues(structure);
      parameters.forEach(
          (name, given) -> {
            Member member = structure.member(name);
            Object value = member == null ? null : value(member.shape(), given);
            if (member != null && value != null) {
              values[member.index()] = value;
            }
          });
      return structure.build(values);
    } catch (IOException e) {
      throw Malformed.json();
    }
  }

  /** The value that {@code given} spells; null if such a one stands in bodies only. */
  private static @Nullable Object value(Shape shape, List<String> given) {
    if (shape instanceof Shape.ListOf list && list.element() == Shape.Scalar.TEXT) {
      return given;
    }
    String text = given.get(0);
    if (shape != Shape.Scalar.INTEGER) {
      return shape == Shape.Scalar.TEXT ? text : null;
    }
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw Malformed.input("STRING_VALUE can not be converted to an Integer");
    }
  }

  /** A refusal as JSON. */
  public static Pieces write(BrokerException refusal) {
    ErrorCode code = refusal.code();
    String blame = blame(code);
    String name = sentenceName(code);
    return JsonProtocol.pieces(
        json -> {
          json.writeStartObject();
          if (!blame.isEmpty()) {
            json.writeStringField("Type", blame);
          }
          json.writeStringField(name, refusal.sentence());
          if (code instanceof FunctionError error && !error.reason().isEmpty()) {
            json.writeStringField("Reason", error.reason());
          }
          json.writeEndObject();
        });
  }

  private static String blame(ErrorCode code) {
    if (code instanceof FunctionError error) {
      return error.blame();
    }
    return code.status() < 500 ? "" : FunctionError.SERVICE.blame();
  }

  private static String sentenceName(ErrorCode code) {
    if (code instanceof FunctionError error) {
      return error.sentenceName();
    }
    return code == CommonError.ACCESS_DENIED || code.status() >= 500 ? "Message" : "message";
  }

  /** The name of an error, as the header {@code x-amzn-ErrorType} has it. */
  public static String errorType(ErrorCode code) {
    return code == CommonError.INTERNAL_FAILURE
        ? FunctionError.SERVICE.type()
        : code.type().substring(code.type().indexOf('#') + 1);
  }
}
