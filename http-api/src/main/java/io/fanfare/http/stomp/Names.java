package io.fanfare.http.stomp;

import java.util.Set;

/** The headers that frames of messages have, besides the attributes of the message. */
final class Names {

  static final String DESTINATION = "destination";
  static final String ID = "id";
  static final String ACK = "ack";
  static final String RECEIPT = "receipt";
  static final String SUBSCRIPTION = "subscription";
  static final String MESSAGE_ID = "message-id";
  static final String DELAY = "delay";
  static final String CLIENT_ID = "client-id";
  static final String GROUP = "message-group-id";
  static final String DEDUPLICATION = "message-deduplication-id";
  static final String SEQUENCE = "sequence-number";
  static final String SUBJECT = "subject";
  static final String STRUCTURE = "message-structure";
  static final String TRACE = "aws-trace-header";
  static final String SOURCE = "dead-letter-source";
  static final String RECEIVE_COUNT = "receive-count";
  static final String TIMESTAMP = "timestamp";
  static final String TYPES = "attribute-types";
  static final String CONTENT_LENGTH = "content-length";

  /** What the name of a header begins with that is an attribute, whatever follows. */
  static final String ATTRIBUTE = "attribute.";

  /** What MESSAGE says itself, so that an attribute of such a name is written with the prefix. */
  private static final Set<String> OF_MESSAGE =
      Set.of(
          DESTINATION,
          SUBSCRIPTION,
          MESSAGE_ID,
          ACK,
          GROUP,
          DEDUPLICATION,
          SEQUENCE,
          SUBJECT,
          TRACE,
          SOURCE,
          RECEIVE_COUNT,
          TIMESTAMP,
          TYPES,
          CONTENT_LENGTH);

  private Names() {}

  /** Whether MESSAGE has a header of this name that is no attribute. */
  static boolean isOfMessage(String name) {
    return OF_MESSAGE.contains(name);
  }
}
