package io.fanfare.broker.sdk;

import static java.util.Objects.requireNonNullElse;

import io.fanfare.broker.proof.SdkClients;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** One account in one region of a running broker, with the clients of the AWS SDK for it. */
final class Tenant {

  static final String REGION = "eu-central-1";

  final String account;
  final SqsClient sqs;
  final SnsClient sns;

  private final String stage;
  private final URI endpoint;
  private final String region;
  private final AtomicInteger lastName = new AtomicInteger();

  Tenant(String stage, URI endpoint, String account) {
    this(stage, endpoint, account, REGION);
  }

  private Tenant(String stage, URI endpoint, String account, String region) {
    this.stage = stage;
    this.endpoint = endpoint;
    this.account = account;
    this.region = region;
    SdkClients clients = new SdkClients(endpoint, account, region);
    sqs = clients.sqs();
    sns = clients.sns();
  }

  URI endpoint() {
    return endpoint;
  }

  /** The same account in another region. */
  Tenant in(String otherRegion) {
    return new Tenant(stage, endpoint, account, otherRegion);
  }

  /** Another account in the same region. */
  Tenant another() {
    return new Tenant(stage, endpoint, Tenants.newAccount(), region);
  }

  /** The same account, reached under another address. */
  Tenant at(URI otherEndpoint) {
    return new Tenant(stage, otherEndpoint, account, region);
  }

  /** A name that this tenant has not used. */
  String newName() {
    return "name-" + lastName.incrementAndGet();
  }

  /** The URL of a new queue with the default of every attribute. */
  String queue() {
    return queue(Map.of());
  }

  /** The URL of a new queue. */
  String queue(Map<QueueAttributeName, String> attributes) {
    return sqs.createQueue(c -> c.queueName(newName()).attributes(attributes)).queueUrl();
  }

  /** The ARN of a queue of this tenant. */
  String arnOf(String queueUrl) {
    return "arn:aws:sqs:%s:%s:%s"
        .formatted(region, account, queueUrl.substring(queueUrl.lastIndexOf('/') + 1));
  }

  /** Lets {@code other} subscribe to a topic of this tenant. */
  void letSubscribe(String topicArn, Tenant other) {
    sns.addPermission(
        a ->
            a.topicArn(topicArn)
                .label("subscribers")
                .awsAccountIds(other.account)
                .actionNames("Subscribe"));
  }

  String attribute(String queueUrl, QueueAttributeName name) {
    String value =
        sqs.getQueueAttributes(g -> g.queueUrl(queueUrl).attributeNames(name))
            .attributes()
            .get(name);
    return requireNonNullElse(value, "absent");
  }

  /** Visible, delayed and in flight, as {@code 1+0+2}. */
  String counts(String queueUrl) {
    return attribute(queueUrl, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
        + "+"
        + attribute(queueUrl, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)
        + "+"
        + attribute(queueUrl, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  void send(String queueUrl, String... bodies) {
    for (String body : bodies) {
      sqs.sendMessage(s -> s.queueUrl(queueUrl).messageBody(body));
    }
  }

  /** Up to ten messages that are visible now, with all that can be asked for. */
  List<Message> receive(String queueUrl) {
    return receive(queueUrl, 0);
  }

  /** Up to ten messages, waiting for the first. */
  List<Message> receive(String queueUrl, int waitSeconds) {
    ReceiveMessageResponse response =
        sqs.receiveMessage(
            r ->
                r.queueUrl(queueUrl)
                    .maxNumberOfMessages(10)
                    .waitTimeSeconds(waitSeconds)
                    .messageSystemAttributeNamesWithStrings("All")
                    .messageAttributeNames("All"));
    return response.messages();
  }

  List<String> receiveBodies(String queueUrl) {
    return receive(queueUrl).stream().map(Message::body).toList();
  }

  /** The only message that is visible now. */
  Message receiveOne(String queueUrl) {
    return only(receive(queueUrl));
  }

  /** The only message there is, if need be a while later. */
  Message awaitOne(String queueUrl) {
    return only(receive(queueUrl, 20));
  }

  private static Message only(List<Message> messages) {
    if (messages.size() != 1) {
      throw new AssertionError("one message expected, not " + messages);
    }
    return messages.get(0);
  }

  @Override
  public String toString() {
    return stage;
  }
}
