package io.fanfare.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Bytes;
import io.fanfare.core.CommonError;
import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.model.AddPermission;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.ListQueueTags;
import io.fanfare.queues.model.ListQueues;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SendMessageBatch;
import io.fanfare.queues.model.TagQueue;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Tag;
import io.fanfare.topics.model.TopicError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as flat parameters and results in XML, as the SDKs send and expect them. */
final class QueryProtocolTest {

  private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:t";

  @Test
  void aQueuesRequestIsFlat() {
    assertEquals(
        new SendMessage(
            "http://x/1/q",
            "héllo &",
            null,
            Map.of("b", MessageAttribute.binary(Bytes.of((byte) 0, (byte) 1))),
            Map.of(),
            null,
            null),
        sqs(
            SendMessage.class,
            "Action=SendMessage&Version=2012-11-05&QueueUrl=http%3A%2F%2Fx%2F1%2Fq"
                + "&MessageBody=h%C3%A9llo+%26&MessageAttribute.1.Name=b"
                + "&MessageAttribute.1.Value.DataType=Binary"
                + "&MessageAttribute.1.Value.BinaryValue=AAE%3D"));
  }

  @Test
  void attributesAndTagsOfAQueueAreNumbered() {
    CreateQueue create =
        sqs(
            CreateQueue.class,
            "QueueName=q&Attribute.1.Name=DelaySeconds&Attribute.1.Value=5"
                + "&Attribute.3.Name=Policy&Attribute.3.Value=&Tag.1.Key=k&Tag.1.Value=v");
    assertEquals(Map.of("DelaySeconds", "5", "Policy", ""), create.attributes());
    assertEquals(Map.of("k", "v"), create.tags());
  }

  @Test
  void accountsAndActionsOfAPermissionAreNumbered() {
    assertEquals(
        new AddPermission(
            "q", "a", List.of("111111111111", "222222222222"), List.of("SendMessage", "*")),
        sqs(
            AddPermission.class,
            "QueueUrl=q&Label=a&AWSAccountId.1=111111111111&AWSAccountId.2=222222222222"
                + "&ActionName.1=SendMessage&ActionName.2=*"));
  }

  @Test
  void anOnlyElementNeedsNoNumber() {
    assertEquals(
        Map.of("DelaySeconds", "5"),
        sqs(CreateQueue.class, "QueueName=q&Attribute.Name=DelaySeconds&Attribute.Value=5")
            .attributes());
    assertEquals(
        List.of("All"),
        sqs(GetQueueAttributes.class, "QueueUrl=q&AttributeName=All").attributeNames());
  }

  @Test
  void elementsAreInTheOrderOfTheirNumbers() {
    assertEquals(
        List.of("a", "b", "c"),
        sqs(
                GetQueueAttributes.class,
                "QueueUrl=q&AttributeName.10=c&AttributeName.2=b&AttributeName.1=a")
            .attributeNames());
  }

  @Test
  void entriesOfABatchAreNamedAfterTheAction() {
    SendMessageBatch batch =
        sqs(
            SendMessageBatch.class,
            "QueueUrl=q&SendMessageBatchRequestEntry.1.Id=1"
                + "&SendMessageBatchRequestEntry.1.MessageBody=b"
                + "&SendMessageBatchRequestEntry.1.DelaySeconds=3"
                + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Name=n"
                + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType=Number"
                + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue=7");
    assertEquals(
        List.of(
            new SendMessageBatch.Entry(
                "1", "b", 3, Map.of("n", MessageAttribute.number("7")), Map.of(), null, null)),
        batch.entries());
  }

  @Test
  void aTopicsRequestHasMembersAndEntries() {
    assertEquals(
        new CreateTopic(
            "t", Map.of("DisplayName", "d"), List.of(new Tag("k", "v"), new Tag("l", "")), null),
        sns(
            CreateTopic.class,
            "Name=t&Attributes.entry.1.key=DisplayName&Attributes.entry.1.value=d"
                + "&Tags.member.1.Key=k&Tags.member.1.Value=v"
                + "&Tags.member.2.Key=l&Tags.member.2.Value="));
    assertEquals(List.of(), sns(CreateTopic.class, "Name=t&Tags=").tags());
    assertEquals(
        true,
        sns(Subscribe.class, "TopicArn=" + TOPIC + "&ReturnSubscriptionArn=true")
            .returnSubscriptionArn());
  }

  @Test
  void attributesOfAPublishedMessageAreNamed() {
    String attribute =
        "MessageAttributes.entry.1.Name=n&%1$sMessageAttributes.entry.1.Value.DataType=String"
            + "&%1$sMessageAttributes.entry.1.Value.StringValue=v";
    Map<String, MessageAttribute> expected = Map.of("n", MessageAttribute.string("v"));
    assertEquals(
        expected,
        sns(Publish.class, "Message=m&" + attribute.replace("%1$s", "")).messageAttributes());
    String entry = "PublishBatchRequestEntries.member.1.";
    PublishBatch batch =
        sns(
            PublishBatch.class,
            "TopicArn="
                + TOPIC
                + "&"
                + entry
                + "Id=1&"
                + entry
                + "Message=m&"
                + entry
                + attribute.replace("%1$s", entry));
    assertEquals(expected, batch.publishBatchRequestEntries().get(0).messageAttributes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "QueueUrl=q&VisibilityTimeout=abc",
        "QueueUrl=q&VisibilityTimeout=",
        "QueueUrl=q&VisibilityTimeout=99999999999",
        "QueueUrl=q&QueueUrl=r",
        "QueueUrl=%",
        "QueueUrl=%4",
        "QueueUrl=%zz",
        "QueueUrl=%ff",
        "QueueUrl=%ed%a0%80",
      })
  void whatIsMalformedIsMalformedInput(String form) {
    BrokerException refusal =
        assertThrows(BrokerException.class, () -> sqs(ReceiveMessage.class, form));
    assertEquals(CommonError.MALFORMED_INPUT, refusal.code());
  }

  @Test
  void anAttributeOfJustANameIsNotOverlooked() {
    assertEquals(
        Map.of("n", new MessageAttribute(null, null, null, List.of(), List.of())),
        sqs(SendMessage.class, "QueueUrl=q&MessageBody=b&MessageAttribute.1.Name=n")
            .messageAttributes());
  }

  @Test
  void aPublishWithoutEntriesIsNoBatchAndOneOfNoneIs() {
    BrokerException refusal =
        assertThrows(BrokerException.class, () -> sns(PublishBatch.class, "TopicArn=" + TOPIC));
    assertEquals("ValidationError", refusal.code().legacyCode());
    assertEquals(
        List.of(),
        sns(PublishBatch.class, "TopicArn=" + TOPIC + "&PublishBatchRequestEntries=")
            .publishBatchRequestEntries());
  }

  @Test
  void aFormWithoutEntriesIsABatchOfNone() {
    assertEquals(List.of(), sqs(SendMessageBatch.class, "QueueUrl=q").entries());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tag.1.Key=k&Tag.1.Value=v",
        "Tags.1.Key=k&Tags.1.Value=v",
        "Tag.Key=k&Tag.Value=v",
        "Tags.Key=k&Tags.Value=v"
      })
  void listsAreTakenUnderTheNamesOfAllClients(String tags) {
    assertEquals(Map.of("k", "v"), sqs(TagQueue.class, "QueueUrl=q&" + tags).tags());
    assertEquals(Map.of("k", "v"), sqs(CreateQueue.class, "QueueName=q&" + tags).tags());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Attributes.entry.1.key=k&Attributes.entry.1.value=v",
        "Attributes.entry.key=k&Attributes.entry.value=v",
        "Attributes.1.key=k&Attributes.1.value=v"
      })
  void topicsMapsNeedNoElementAroundThem(String attributes) {
    assertEquals(Map.of("k", "v"), sns(CreateTopic.class, "Name=t&" + attributes).attributes());
  }

  @Test
  void theNumberAndDepthOfParametersAreBounded() {
    StringBuilder form = new StringBuilder("QueueUrl=q");
    for (int i = 0; i < 10_001; i++) {
      form.append('&').append(i).append("=1");
    }
    assertThrows(BrokerException.class, () -> sqs(ReceiveMessage.class, form.toString()));
    sqs(ReceiveMessage.class, "QueueUrl=q&" + "a.".repeat(1_000_000) + "=1");
  }

  @Test
  void aQueuesResultIsFlat() {
    Message message =
        new Message(
            "id",
            "handle",
            "md5",
            "a<b>&\"c\"\r\n\u0001😀",
            Map.of("SentTimestamp", "1"),
            "amd5",
            Map.of("b", MessageAttribute.binary(Bytes.of((byte) 0, (byte) 1))));
    assertEquals(
        """
        <?xml version="1.0"?>\
        <ReceiveMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/">\
        <ReceiveMessageResult><Message><MessageId>id</MessageId>\
        <ReceiptHandle>handle</ReceiptHandle><MD5OfBody>md5</MD5OfBody>\
        <Body>a&lt;b&gt;&amp;&quot;c&quot;&#xD;\n\uFFFD😀</Body>\
        <Attribute><Name>SentTimestamp</Name><Value>1</Value></Attribute>\
        <MD5OfMessageAttributes>amd5</MD5OfMessageAttributes>\
        <MessageAttribute><Name>b</Name><Value><DataType>Binary</DataType>\
        <BinaryValue>AAE=</BinaryValue></Value></MessageAttribute>\
        </Message></ReceiveMessageResult>\
        <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ReceiveMessageResponse>""",
        xml(Service.SQS, ReceiveMessage.Result.class, new ReceiveMessage.Result(List.of(message))));
  }

  @Test
  void anEmptyReceiveHasAnEmptyResult() {
    assertEquals(
        """
        <?xml version="1.0"?>\
        <ReceiveMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/">\
        <ReceiveMessageResult/>\
        <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ReceiveMessageResponse>""",
        xml(Service.SQS, ReceiveMessage.Result.class, new ReceiveMessage.Result(List.of())));
  }

  @Test
  void listsAndTagsOfQueuesAreRepeatedElements() {
    assertEquals(
        "<ListQueuesResult><QueueUrl>a</QueueUrl><QueueUrl>b</QueueUrl>"
            + "<NextToken>t</NextToken></ListQueuesResult>",
        result(
            Service.SQS, ListQueues.Result.class, new ListQueues.Result(List.of("a", "b"), "t")));
    assertEquals(
        "<ListQueueTagsResult><Tag><Key>k</Key><Value>v</Value></Tag></ListQueueTagsResult>",
        result(
            Service.SQS, ListQueueTags.Result.class, new ListQueueTags.Result(Map.of("k", "v"))));
    assertEquals(
        "<SendMessageBatchResult><SendMessageBatchResultEntry><Id>1</Id><MessageId>m</MessageId>"
            + "<MD5OfMessageBody>d</MD5OfMessageBody></SendMessageBatchResultEntry>"
            + "</SendMessageBatchResult>",
        result(
            Service.SQS,
            SendMessageBatch.Result.class,
            new SendMessageBatch.Result(
                List.of(new SendMessageBatch.ResultEntry("1", "m", "d", null, null, null)),
                List.of())));
  }

  @Test
  void aTopicsResultHasMembersEvenWhereItHasNone() {
    assertEquals(
        "<ListTopicsResult><Topics><member><TopicArn>a</TopicArn></member></Topics>"
            + "</ListTopicsResult>",
        result(
            Service.SNS,
            ListTopics.Result.class,
            new ListTopics.Result(List.of(new ListTopics.TopicMember("a")), null)));
    assertEquals(
        "<PublishBatchResult><Successful/><Failed/></PublishBatchResult>",
        result(
            Service.SNS, PublishBatch.Result.class, new PublishBatch.Result(List.of(), List.of())));
  }

  @Test
  void anActionWithoutResultHasOnlyMetadata() {
    assertEquals(
        """
        <DeleteTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">\
        <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></DeleteTopicResponse>""",
        new String(new QueryProtocol(Service.SNS).writeNothing("DeleteTopic", "r").first(), UTF_8));
  }

  @Test
  void aRefusalIsWrittenInTheWordsOfTheProtocol() {
    assertEquals(
        """
        <?xml version="1.0"?>\
        <ErrorResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/">\
        <Error><Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code>\
        <Message>The specified queue does not exist for this wsdl version.</Message><Detail/>\
        </Error><RequestId>r</RequestId></ErrorResponse>""",
        new String(
            new QueryProtocol(Service.SQS)
                .write(
                    QueueError.QUEUE_DOES_NOT_EXIST.refuse("The specified queue does not exist."),
                    "r")
                .first(),
            UTF_8));
    assertEquals(
        """
        <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">\
        <Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message>\
        </Error><RequestId>r</RequestId></ErrorResponse>""",
        new String(
            new QueryProtocol(Service.SNS)
                .write(TopicError.NOT_FOUND.refuse("Topic does not exist"), "r")
                .first(),
            UTF_8));
  }

  private static <Q extends Record> Q sqs(Class<Q> type, String form) {
    return read(Service.SQS, type, form);
  }

  private static <Q extends Record> Q sns(Class<Q> type, String form) {
    return read(Service.SNS, type, form);
  }

  private static <Q extends Record> Q read(Service service, Class<Q> type, String form) {
    Parameters parameters = Parameters.of(null, form.getBytes(UTF_8));
    return new QueryProtocol(service).read(type.getSimpleName(), Structure.of(type), parameters);
  }

  private static <R extends Record> String xml(Service service, Class<R> type, R result) {
    String action = type.getEnclosingClass().getSimpleName();
    return new String(
        new QueryProtocol(service).write(action, Structure.of(type), result, "r").first(), UTF_8);
  }

  private static <R extends Record> String result(Service service, Class<R> type, R result) {
    String xml = xml(service, type, result);
    String name = type.getEnclosingClass().getSimpleName() + "Result";
    return xml.substring(xml.indexOf("<" + name), xml.indexOf("<ResponseMetadata>"));
  }
}
