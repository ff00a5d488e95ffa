package io.fanfare.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.SendMessage;
import io.vertx.core.Future;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol, service and action of a request are found, and its answer is in its protocol. */
final class ActionsOverHttpTest extends HttpApiFixture {

  @Test
  void anActionIsAnsweredInJson() {
    HttpResponse<String> response = json("SendMessage", SEND);
    assertEquals(200, response.statusCode());
    assertEquals("{\"MessageId\":\"id\",\"MD5OfMessageBody\":\"md5\"}", response.body());
    assertEquals("application/x-amz-json-1.0", header(response, "content-type"));
    assertEquals(36, header(response, "x-amzn-requestid").length());
    assertEquals(new SendMessage("q", "b"), lastCall().request());
  }

  @Test
  void anActionWithoutResultIsAnsweredWithoutABody() {
    HttpResponse<String> response = json("DeleteQueue", "{\"QueueUrl\":\"q\"}");
    assertEquals(200, response.statusCode());
    assertEquals("", response.body());
    assertEquals("application/x-amz-json-1.0", header(response, "content-type"));
    assertEquals("0", header(response, "content-length"));
  }

  @Test
  void aRefusalNamesItsCodes() {
    fakes.on(
        SendMessage.class,
        call ->
            Future.failedFuture(
                QueueError.QUEUE_DOES_NOT_EXIST.refuse("The specified queue does not exist.")));
    HttpResponse<String> response = json("SendMessage", SEND);
    assertEquals(400, response.statusCode());
    assertEquals(
        "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\","
            + "\"message\":\"The specified queue does not exist.\"}",
        response.body());
    assertEquals(
        "AWS.SimpleQueueService.NonExistentQueue;Sender", header(response, "x-amzn-query-error"));
  }

  @Test
  void aFaultIsAnInternalFailure() {
    fakes.on(SendMessage.class, call -> Future.failedFuture(new IllegalStateException("expected")));
    HttpResponse<String> response = json("SendMessage", SEND);
    assertEquals(500, response.statusCode());
    assertFalse(response.body().contains("expected"));
    assertEquals("InternalFailure;Receiver", header(response, "x-amzn-query-error"));
  }

  @ParameterizedTest
  @CsvSource({
    "AmazonSQS.Nonsense, 400, UnknownOperationException",
    "AmazonSQS.sendMessage, 400, UnknownOperationException",
    "AmazonSNS.Publish, 400, UnknownOperationException",
  })
  void anActionThatIsNotThereIsRefused(String target, int status, String type) {
    HttpResponse<String> response = send(post("/", "{}").header("X-Amz-Target", target));
    assertEquals(status, response.statusCode());
    assertTrue(response.body().contains("#" + type), response.body());
    assertEquals("InvalidAction;Sender", header(response, "x-amzn-query-error"));
  }

  @Test
  void aFormWithAnActionIsAFormWhateverItsTargetSays() {
    HttpRequest.Builder form =
        formRequest("/", "Action=Nonsense").header("X-Amz-Target", "AmazonSQSv20121105.Nonsense");
    HttpResponse<String> response = send(form);
    assertEquals("text/xml", header(response, "content-type"));
    assertTrue(response.body().contains("<Code>InvalidAction</Code>"), response.body());
  }

  @Test
  void jsonThatIsCalledAFormIsStillJson() {
    HttpRequest.Builder json =
        formRequest("/", SEND).header("X-Amz-Target", "AmazonSQS.SendMessage");
    HttpResponse<String> response = send(json);
    assertEquals(200, response.statusCode());
    assertEquals("application/x-amz-json-1.0", header(response, "content-type"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q", "/q/", "/123456789012/q/", "/queue/q/"})
  void aQueuesPathMayBeItsNameAndMayEndWithASlash(String path) {
    assertEquals(200, form(path, "Action=SendMessage&MessageBody=b").statusCode());
    SendMessage request = (SendMessage) lastCall().request();
    String url = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    assertTrue(request.queueUrl().endsWith(url), request.queueUrl());
  }

  @Test
  void whoeverAcceptsJsonIsAnsweredSo() {
    HttpRequest.Builder asked =
        formRequest("/", "Action=SendMessage&QueueUrl=q&MessageBody=b")
            .header("Accept", "application/json");
    HttpResponse<String> response = send(asked);
    assertEquals("application/json", header(response, "content-type"));
    String id = header(response, "x-amzn-requestid");
    assertEquals(
        "{\"SendMessageResponse\":{\"SendMessageResult\":{\"MessageId\":\"id\","
            + "\"MD5OfMessageBody\":\"md5\",\"MD5OfMessageAttributes\":null,"
            + "\"MD5OfMessageSystemAttributes\":null,\"SequenceNumber\":null},"
            + "\"ResponseMetadata\":{\"RequestId\":\""
            + id
            + "\"}}}",
        response.body());
  }

  @Test
  void aParameterAsksForJsonToo() {
    String form = "Action=CreateTopic&Version=2010-03-31&Name=t&ContentType=JSON";
    String body = form("/", form).body();
    assertTrue(
        body.startsWith("{\"CreateTopicResponse\":{\"CreateTopicResult\":{\"TopicArn\":\"arn\"}"),
        body);
  }

  @Test
  void aRefusalIsInJsonForWhoeverAcceptsIt() {
    HttpRequest.Builder asked =
        formRequest("/", "Action=Nonsense").header("Accept", "application/json");
    HttpResponse<String> response = send(asked);
    assertEquals(400, response.statusCode());
    String id = header(response, "x-amzn-requestid");
    assertEquals(
        "{\"Error\":{\"Type\":\"Sender\",\"Code\":\"InvalidAction\","
            + "\"Message\":\"The action Nonsense is not valid for this endpoint.\"},"
            + "\"RequestId\":\""
            + id
            + "\"}",
        response.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/metrics", "/?Action=Nonsense"})
  void theHeadIsServedWhereverTheWholeIs(String path) {
    HttpResponse<String> whole = send(get(path));
    HttpRequest.Builder head =
        HttpRequest.newBuilder(uri(path)).method("HEAD", HttpRequest.BodyPublishers.noBody());
    HttpResponse<String> response = send(head);
    assertEquals(whole.statusCode(), response.statusCode());
    assertEquals("", response.body());
    assertEquals(header(whole, "content-type"), header(response, "content-type"));
  }

  @Test
  void aFormIsAnsweredInXml() {
    HttpResponse<String> response = form("/", "Action=CreateTopic&Version=2010-03-31&Name=t");
    assertEquals(200, response.statusCode());
    assertEquals("text/xml", header(response, "content-type"));
    assertEquals(
        "<CreateTopicResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
            + "<CreateTopicResult><TopicArn>arn</TopicArn></CreateTopicResult><ResponseMetadata>"
            + "<RequestId>"
            + header(response, "x-amzn-requestid")
            + "</RequestId></ResponseMetadata></CreateTopicResponse>",
        response.body());
  }

  @ParameterizedTest
  @CsvSource({
    "Action=CreateTopic&Name=t, sns",
    "Action=AddPermission&TopicArn=x, sns",
    "Action=AddPermission&QueueUrl=x, queue",
    "Action=Nonsense&Version=2010-03-31, sns",
    "Action=Nonsense&Version=2012-11-05, queue",
    "Action=Nonsense, queue",
  })
  void theServiceOfAFormIsFound(String form, String namespace) {
    String body = form("/", form).body();
    assertTrue(body.contains("http://" + namespace + ".amazonaws.com/"), body);
  }

  @Test
  void theScopeOfTheSignatureDecidesTheService() {
    HttpResponse<String> response =
        send(
            formRequest("/", "Action=Nonsense&Version=2012-11-05")
                .header("Authorization", AUTHORIZATION.formatted("a", "us-east-1", "sns")));
    assertEquals(400, response.statusCode());
    assertTrue(
        response.body().contains("Could not find operation Nonsense for version 2010-03-31"));
  }

  @Test
  void anUnknownActionOfTheQueuesIsInvalid() {
    HttpResponse<String> response = form("/", "Action=Nonsense");
    assertEquals(400, response.statusCode());
    assertTrue(response.body().contains("<Code>InvalidAction</Code>"));
    assertTrue(response.body().contains("The action Nonsense is not valid for this endpoint."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/123456789012/q", "/nonsense", "/non/sense?Action=ListQueues"})
  void withoutAnActionNothingIsFound(String path) {
    for (HttpResponse<String> response : List.of(form(path, "a=b"), send(get(path)))) {
      assertEquals(404, response.statusCode());
      assertTrue(response.body().contains("<UnknownOperationException/>"));
    }
  }

  @Test
  void queuesAreNotMadeOrListedAtAQueue() {
    for (String action : List.of("CreateQueue", "ListQueues")) {
      HttpResponse<String> response = form("/123456789012/q", "Action=" + action + "&QueueName=q");
      assertEquals(400, response.statusCode());
      assertTrue(
          response.body().contains("The action " + action + " is not valid for this endpoint."));
    }
    assertEquals(200, form("/123456789012/q", "Action=GetQueueUrl&QueueName=other").statusCode());
  }
}
