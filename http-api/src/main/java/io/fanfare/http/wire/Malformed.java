package io.fanfare.http.wire;

import com.fasterxml.jackson.core.JsonToken;
import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.core.ErrorCode;
import io.fanfare.queues.model.QueueError;

/** The refusals of what cannot be read at all, in AWS's words where they are known. */
final class Malformed {

  private static final String INVALID_CHARACTERS =
      "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF |"
          + " #xE000 to #xFFFD | #x10000 to #x10FFFF";

  private Malformed() {}

  static BrokerException input(String sentence, Object... arguments) {
    return CommonError.MALFORMED_INPUT.refuse(sentence, arguments);
  }

  static BrokerException json() {
    return input("The request is not a well-formed JSON object.");
  }

  static BrokerException repeated() {
    return input("The request names a member twice.");
  }

  /** The refusal of a JSON value that cannot be what is expected in its place. */
  static BrokerException token(JsonToken token, String expected) {
    if (token == JsonToken.START_OBJECT) {
      return input("Start of structure or map found where not expected.");
    }
    if (token == JsonToken.START_ARRAY) {
      return input("Start of list found where not expected");
    }
    String article = expected.equals("Integer") ? "an" : "a";
    return input("%s can not be converted to %s %s", nameOf(token), article, expected);
  }

  private static String nameOf(JsonToken token) {
    return switch (token) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER_VALUE";
      case VALUE_STRING -> "STRING_VALUE";
      case VALUE_TRUE -> "TRUE_VALUE";
      case VALUE_FALSE -> "FALSE_VALUE";
      case VALUE_NULL -> "NULL_VALUE";
      default -> throw json();
    };
  }

  /** The refusal of text that is not Unicode, given for the member {@code member}. */
  static BrokerException characters(String member) {
    ErrorCode code =
        member.equals("MessageBody")
            ? QueueError.INVALID_MESSAGE_CONTENTS
            : CommonError.INVALID_PARAMETER_VALUE;
    return code.refuse(INVALID_CHARACTERS);
  }
}
