package io.fanfare.broker.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request is understood wherever its parameters stand and however they are numbered. */
@ExtendWith(RunningBroker.class)
final class RequestFormsTest {

  private final QueryClient client;

  RequestFormsTest(QueryClient client) {
    this.client = client;
  }

  @Test
  void anExplicitQueueUrlOverridesThePath() {
    String here = client.queue();
    String there = client.queue();
    String path = URI.create(here).getRawPath();
    String form = QueryClient.encode(Map.of("QueueUrl", there, "MessageBody", "b"));
    assertEquals(200, client.post(path, "Action=SendMessage&" + form).status());
    assertEquals(List.of(), receive(path).texts("Body"));
    assertEquals("b", receive(URI.create(there).getRawPath()).text("Body"));
  }

  @Test
  void aNameIsAsGoodAsAUrl() {
    String url = client.queue();
    String name = url.substring(url.lastIndexOf('/') + 1);
    client.post("/", "Action=SendMessage&MessageBody=b&QueueUrl=" + name);
    assertEquals("b", client.get("/?Action=ReceiveMessage&QueueUrl=" + name).text("Body"));
  }

  @Test
  void theParametersOfUrlAndFormAreMerged() {
    String path = client.queuePath();
    client.post(path + "?Action=SendMessage&Version=2012-11-05", "MessageBody=form");
    client.post(path + "?MessageBody=url&Action=SendMessage", "");
    assertEquals("form", receive(path).text("Body"));
    assertEquals("url", receive(path).text("Body"));
  }

  @Test
  void aSpaceIsAPlusOrEscaped() {
    String path = client.queuePath();
    client.post(path, "Action=SendMessage&MessageBody=a+b%20c%2Bd");
    assertEquals("a b c+d", receive(path).text("Body"));
    client.get(path + "?Action=SendMessage&MessageBody=a+b%20c%2Bd");
    assertEquals("a b c+d", receive(path).text("Body"));
  }

  @Test
  void elementsMayBeNumberedWithGapsAndComeInTheOrderOfTheirNumbers() {
    String entry =
        "&SendMessageBatchRequestEntry.%1$s.Id=id%1$s"
            + "&SendMessageBatchRequestEntry.%1$s.MessageBody=b";
    Answer sent =
        client.post(
            client.queuePath(),
            "Action=SendMessageBatch"
                + entry.formatted(10)
                + entry.formatted(2)
                + entry.formatted(7));
    assertEquals(List.of("id2", "id7", "id10"), sent.texts("Id"));
  }

  @Test
  void anOnlyElementNeedsNoNumber() {
    String path = client.queuePath();
    assertEquals(
        200,
        client
            .post(path, "Action=SetQueueAttributes&Attribute.Name=DelaySeconds&Attribute.Value=9")
            .status());
    assertEquals(
        "9",
        client.get(path + "?Action=GetQueueAttributes&AttributeName=DelaySeconds").text("Value"));
    client.post(path, "Action=TagQueue&Tag.Key=k&Tag.Value=v");
    assertEquals("v", client.get(path + "?Action=ListQueueTags").text("Value"));
    client.post(path, "Action=UntagQueue&TagKey=k");
    assertEquals(List.of(), client.get(path + "?Action=ListQueueTags").texts("Value"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreateQueue", "ListQueues"})
  void queuesAreNeitherMadeNorListedAtAQueue(String action) {
    String path = client.queuePath();
    String parameters = "Action=" + action + "&QueueName=" + QueryClient.newName();
    for (Answer answer :
        List.of(client.post(path, parameters), client.get(path + "?" + parameters))) {
      assertEquals(400, answer.status());
      assertEquals("InvalidAction", answer.text("Code"));
      assertEquals(
          "The action " + action + " is not valid for this endpoint.", answer.text("Message"));
    }
  }

  @Test
  void theUrlOfOneQueueIsToldAtAnother() {
    String url = client.queue();
    String name = url.substring(url.lastIndexOf('/') + 1);
    Answer answer = client.get(client.queuePath() + "?Action=GetQueueUrl&QueueName=" + name);
    assertEquals(url, answer.text("QueueUrl"));
  }

  private Answer receive(String path) {
    return client.get(path + "?Action=ReceiveMessage");
  }
}
