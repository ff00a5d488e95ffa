package io.fanfare.topics.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** The event that a function gets a message of a topic in, to the letter as AWS writes it. */
public final class FunctionEvent {

  private static final JsonMapper JSON = new JsonMapper();

  private FunctionEvent() {}

  /** The event of the message in {@code envelope}, for the subscription {@code subscriptionArn}. */
  public static String of(String envelope, String subscriptionArn) {
    try {
      JsonNode message = JSON.readTree(envelope);
      ObjectNode event = JSON.createObjectNode();
      ObjectNode record = event.putArray("Records").addObject();
      record
          .put("EventSource", "aws:sns")
          .put("EventVersion", "1.0")
          .put("EventSubscriptionArn", subscriptionArn);
      write(message, record.putObject("Sns"));
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("An envelope is not JSON", e);
    }
  }

  private static void write(JsonNode message, ObjectNode sns) {
    sns.put("Type", message.path("Type").textValue());
    sns.put("MessageId", message.path("MessageId").textValue());
    sns.put("TopicArn", message.path("TopicArn").textValue());
    sns.put("Subject", message.path("Subject").textValue());
    sns.put("Message", message.path("Message").textValue());
    sns.put("Timestamp", message.path("Timestamp").textValue());
    // AWS says so of every signature, whatever it was made with.
    sns.put("SignatureVersion", "1");
    sns.put("Signature", message.path("Signature").textValue());
    sns.put("SigningCertUrl", message.path("SigningCertURL").textValue());
    sns.put("UnsubscribeUrl", message.path("UnsubscribeURL").textValue());
    JsonNode attributes = message.path("MessageAttributes");
    sns.set("MessageAttributes", attributes.isObject() ? attributes : JSON.createObjectNode());
  }
}
