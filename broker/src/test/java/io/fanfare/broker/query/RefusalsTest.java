package io.fanfare.broker.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal has AWS's status, its code from before JSON, and its sentence. */
@ExtendWith(RunningBroker.class)
final class RefusalsTest {

  private static final String SIMPLE = "AWS.SimpleQueueService.";

  private final QueryClient client;

  RefusalsTest(QueryClient client) {
    this.client = client;
  }

  @Test
  void aRefusalIsAnErrorResponse() {
    Answer answer = client.post("/000000000000/nowhere", "Action=PurgeQueue");
    assertEquals(400, answer.status());
    assertEquals("text/xml", answer.contentType());
    assertEquals(
        List.of(
            "xmlns=http://queue.amazonaws.com/doc/2012-11-05/",
            "/ErrorResponse/Error/Code=AWS.SimpleQueueService.NonExistentQueue",
            "/ErrorResponse/Error/Detail=",
            "/ErrorResponse/Error/Message="
                + "The specified queue does not exist for this wsdl version.",
            "/ErrorResponse/Error/Type=Sender",
            "/ErrorResponse/RequestId=" + answer.requestId()),
        XmlText.lines(answer.xml()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Action=GetQueueUrl&QueueName=nowhere",
        "Action=SendMessage&QueueUrl=nowhere&MessageBody=b",
        "Action=ReceiveMessage&QueueUrl=http://elsewhere/000000000000/nowhere",
        "Action=DeleteQueue&QueueUrl=nowhere",
        "Action=ListQueueTags&QueueUrl=nowhere",
      })
  void aQueueThatIsNotThereIsMissedInTheOldWords(String form) {
    assertRefused(
        400,
        SIMPLE + "NonExistentQueue",
        "The specified queue does not exist for this wsdl version.",
        client.post("/", form));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SendMessage | 400 | MissingParameter | The request must contain the parameter MessageBody.
          SendMessage&MessageBody= | 400 | MissingParameter | The request must contain the parameter MessageBody.
          SendMessage&MessageBody=b&DelaySeconds=901 | 400 | InvalidParameterValue | Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.
          SendMessage&MessageBody=b&DelaySeconds=soon | 400 | MalformedInput | The value of the parameter DelaySeconds is not an integer.
          SendMessage&MessageBody=b&MessageAttribute.1.Name=a | 400 | InvalidParameterValue | The message (user) attribute 'a' must contain a non-empty message attribute type.
          SendMessage&MessageBody=b&MessageAttribute.1.Name=a&MessageAttribute.1.Value.DataType=String | 400 | InvalidParameterValue | The message (user) attribute 'a' must contain a non-empty message attribute value.
          SendMessage&MessageBody=b&MessageAttribute.1.Name=a&MessageAttribute.1.Value.DataType=Binary&MessageAttribute.1.Value.BinaryValue=! | 400 | MalformedInput | A binary value is not valid base64.
          SendMessage&MessageBody=b&MessageAttribute.1.Name=a&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringListValue.1=v | 400 | AWS.SimpleQueueService.UnsupportedOperation | Message attribute list values in SendMessage operation are not supported.
          SendMessageBatch | 400 | AWS.SimpleQueueService.EmptyBatchRequest | There should be at least one SendMessageBatchRequestEntry in the request.
          DeleteMessageBatch | 400 | AWS.SimpleQueueService.EmptyBatchRequest | There should be at least one DeleteMessageBatchRequestEntry in the request.
          ChangeMessageVisibilityBatch | 400 | AWS.SimpleQueueService.EmptyBatchRequest | There should be at least one ChangeMessageVisibilityBatch in the request.
          SendMessageBatch&SendMessageBatchRequestEntry= | 400 | AWS.SimpleQueueService.EmptyBatchRequest | There should be at least one SendMessageBatchRequestEntry in the request.
          SendMessageBatch&SendMessageBatchRequestEntry.1.MessageBody=b | 400 | MissingParameter | The request must contain the parameter SendMessageBatchRequestEntry.1.Id.
          DeleteMessageBatch&DeleteMessageBatchRequestEntry.1.Id=a.b | 400 | AWS.SimpleQueueService.InvalidBatchEntryId | A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.
          DeleteMessageBatch&DeleteMessageBatchRequestEntry.1.Id=a&DeleteMessageBatchRequestEntry.2.Id=a | 400 | AWS.SimpleQueueService.BatchEntryIdsNotDistinct | Id a repeated.
          ReceiveMessage&MaxNumberOfMessages=11 | 400 | InvalidParameterValue | Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.
          DeleteMessage | 400 | MissingParameter | The request must contain the parameter ReceiptHandle.
          DeleteMessage&ReceiptHandle=h | 404 | ReceiptHandleIsInvalid | The input receipt handle "h" is not a valid receipt handle.
          GetQueueAttributes&AttributeName.1=Colour | 400 | InvalidAttributeName | Unknown Attribute Colour.
          SetQueueAttributes | 400 | MissingParameter | The request must contain the parameter Attribute.Name.
          SetQueueAttributes&Attribute.1.Name=DelaySeconds&Attribute.1.Value=901 | 400 | InvalidAttributeValue | Invalid value for the parameter DelaySeconds.
          TagQueue | 400 | MissingParameter | The request must contain the parameter Tags.
          UntagQueue | 400 | MissingParameter | The request must contain the parameter TagKeys.
          Nonsense | 400 | InvalidAction | The action Nonsense is not valid for this endpoint.
          sendMessage | 400 | InvalidAction | The action sendMessage is not valid for this endpoint.
          """)
  void aBadRequestIsRefused(String form, int status, String code, String sentence) {
    assertRefused(status, code, sentence, client.post(client.queuePath(), "Action=" + form));
  }

  @Test
  void withoutAQueueUrlThereIsNoQueue() {
    assertRefused(
        400,
        "AWS.SimpleQueueService.NonExistentQueue",
        "The specified queue does not exist for this wsdl version.",
        client.get("/?Action=ReceiveMessage"));
  }

  @Test
  void aSecondPurgeIsForbiddenForAWhile() {
    String path = client.queuePath();
    client.post(path, "Action=PurgeQueue");
    assertRefused(
        403,
        SIMPLE + "PurgeQueueInProgress",
        "Only one PurgeQueue operation on %s is allowed every 60 seconds."
            .formatted(path.substring(path.lastIndexOf('/') + 1)),
        client.post(path, "Action=PurgeQueue"));
  }

  @Test
  void aQueueOfAnotherAccountIsRefused() {
    String path = client.queuePath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    String other =
        "&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-SignedHeaders=host&X-Amz-Signature=0"
            + "&X-Amz-Credential=111111111111/20260101/us-east-1/sqs/aws4_request";
    for (String batch : List.of("&MessageBody=m", "Batch&SendMessageBatchRequestEntry.1.Id=a")) {
      assertRefused(
          403,
          "AccessDenied",
          "User: arn:aws:iam::111111111111:root is not authorized to perform: sqs:sendmessage on"
              + " resource: arn:aws:sqs:us-east-1:000000000000:"
              + name
              + " because no resource-based policy allows the sqs:sendmessage action",
          client.post(path, "Action=SendMessage" + batch + other));
    }
    assertRefused(
        400,
        SIMPLE + "NonExistentQueue",
        "The specified queue does not exist for this wsdl version.",
        client.post(
            "/",
            "Action=GetQueueUrl&QueueName=%s&QueueOwnerAWSAccountId=000000000000".formatted(name)
                + other));
    assertEquals(
        200,
        client
            .post(
                path,
                "Action=AddPermission&Label=l&AWSAccountId.1=111111111111&ActionName.1=SendMessage")
            .status());
    assertEquals(200, client.post(path, "Action=SendMessage&MessageBody=m" + other).status());
  }

  @Test
  void anotherQueueOfTheSameNameIsRefused() {
    Map<String, String> create =
        Map.of("Action", "CreateQueue", "QueueName", QueryClient.newName());
    client.post("/", QueryClient.encode(create));
    assertRefused(
        400,
        "QueueAlreadyExists",
        "A queue already exists with the same name and a different value for attribute"
            + " DelaySeconds",
        client.post(
            "/",
            QueryClient.encode(create) + "&Attribute.1.Name=DelaySeconds&Attribute.1.Value=5"));
  }

  private static void assertRefused(int status, String code, String sentence, Answer answer) {
    assertEquals(
        "%d %s: %s".formatted(status, code, sentence),
        "%d %s: %s".formatted(answer.status(), answer.text("Code"), answer.text("Message")));
  }
}
