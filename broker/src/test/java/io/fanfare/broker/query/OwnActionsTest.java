package io.fanfare.broker.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The actions that AWS does not have, in the newer protocol, which no SDK speaks of them. */
@ExtendWith(RunningBroker.class)
final class OwnActionsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final QueryClient client;

  OwnActionsTest(QueryClient client) {
    this.client = client;
  }

  private JsonNode json(String action, String body) throws JsonProcessingException {
    HttpResponse<String> answer = client.json(action, body);
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(
        "application/x-amz-json-1.0", answer.headers().firstValue("content-type").orElse(""));
    return JSON.readTree(answer.body());
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void aPeekTellsAllOfAMessageAndAnEmptyPageIsAList() throws JsonProcessingException {
    String queue = client.queue();
    String peek = "{\"QueueUrl\":\"" + queue + "\"}";
    assertEquals("{\"Messages\":[]}", json("PeekMessages", peek).toString());
    json(
        "SendMessage",
        """
        {"QueueUrl":"%s","MessageBody":"hello","DelaySeconds":60,
        "MessageAttributes":{"n":{"DataType":"Number","StringValue":"1"}}}
        """
            .formatted(queue));
    JsonNode message = json("PeekMessages", peek).path("Messages").path(0);
    assertEquals(
        List.of(
            "MessageId", "Body", "Attributes", "MessageAttributes", "State", "VisibleTimestamp"),
        names(message));
    assertEquals("delayed", message.path("State").asText());
    assertTrue(message.path("VisibleTimestamp").isIntegralNumber());
    assertEquals("0", message.path("Attributes").path("ApproximateReceiveCount").asText());
    assertEquals("1", message.path("MessageAttributes").path("n").path("StringValue").asText());
    String some = "{\"QueueUrl\":\"%s\",\"States\":[\"visible\",\"inFlight\"]}".formatted(queue);
    assertEquals("{\"Messages\":[]}", json("PeekMessages", some).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"States\":[\"gone\"]' | Value gone for parameter States is invalid. Reason: Must be"
            + " one of visible, inFlight, delayed.",
        "'\"MaxResults\":101' | Value 101 for parameter MaxResults is invalid. Reason: MaxResults"
            + " must be an integer between 1 and 100.",
        "'\"Contains\":\"\"' | Value for parameter Contains is invalid. Reason: Must be 1 to 256"
            + " characters in length.",
        "'\"NextToken\":\"none\"' | Invalid or expired next token."
      })
  void whatNoPeekCanBeIsRefused(String member, String sentence) throws JsonProcessingException {
    String body = "{\"QueueUrl\":\"%s\",%s}".formatted(client.queue(), member);
    HttpResponse<String> answer = client.json("PeekMessages", body);
    assertEquals(400, answer.statusCode(), answer.body());
    JsonNode told = JSON.readTree(answer.body());
    assertEquals(
        "com.amazon.coral.service#InvalidParameterValueException", told.path("__type").asText());
    assertEquals(sentence, told.path("message").asText());
  }

  @Test
  void aQueueIsDescribedInTwoHundredBytes() throws JsonProcessingException {
    String prefix = QueryClient.newName() + "-orders-";
    String ask = "{\"QueueNamePrefix\":\"" + prefix + "\"}";
    assertEquals("{\"Queues\":[]}", json("DescribeQueues", ask).toString());
    for (int i = 0; i < 20; i++) {
      json("CreateQueue", "{\"QueueName\":\"" + prefix + i + "\"}");
    }
    HttpResponse<String> answer = client.json("DescribeQueues", ask);
    JsonNode queues = JSON.readTree(answer.body()).path("Queues");
    assertEquals(20, queues.size());
    assertEquals(
        List.of(
            "QueueName",
            "QueueUrl",
            "Fifo",
            "Visible",
            "InFlight",
            "Delayed",
            "Sent",
            "Received",
            "Deleted"),
        names(queues.path(0)));
    int bytes = answer.body().getBytes(UTF_8).length;
    assertTrue(bytes <= 200 * 20, answer.body());
  }

  @Test
  void aHistoryHasAListForEachNumberFromTheStartOn() throws JsonProcessingException {
    String ask = "{\"QueueUrl\":\"" + client.queue() + "\"}";
    JsonNode one = json("GetQueueHistory", ask);
    List<String> members =
        List.of(
            "PeriodSeconds",
            "Start",
            "Visible",
            "InFlight",
            "Delayed",
            "Sent",
            "Received",
            "Deleted");
    assertEquals(members, names(one));
    assertEquals(10, one.path("PeriodSeconds").asInt());
    assertEquals(members, names(json("GetQueueHistory", "{}")));
    assertEquals(400, client.json("GetQueueHistory", "{\"QueueUrl\":\"nowhere\"}").statusCode());
  }
}
