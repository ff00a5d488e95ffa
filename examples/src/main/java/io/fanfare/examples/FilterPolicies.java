package io.fanfare.examples;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Queues that each want some of a topic's messages. */
public final class FilterPolicies {

  private FilterPolicies() {}

  /** Publishes to the broker at the first argument and prints what each filter lets through. */
  public static void main(String... arguments) {
    URI broker = Clients.broker(arguments);
    try (SnsClient sns = Clients.topicsOf(broker);
        SqsClient sqs = Clients.queuesOf(broker)) {
      publishAndReceive(sns, sqs)
          .forEach((queue, bodies) -> System.out.println(queue + " received " + bodies));
    }
  }

  static Map<String, List<String>> publishAndReceive(SnsClient sns, SqsClient sqs) {
    String topic = sns.createTopic(request -> request.name("filtered-orders")).topicArn();
    Map<String, String> byCountry =
        Map.of("FilterPolicy", "{\"country\":[\"de\",{\"prefix\":\"a\"}]}");
    Map<String, String> byTotal =
        Map.of(
            "FilterPolicyScope",
            "MessageBody",
            "FilterPolicy",
            "{\"total\":[{\"numeric\":[\">=\",1000]}]}");
    String german = subscribed(sns, sqs, topic, "orders-from-germany", byCountry);
    String large = subscribed(sns, sqs, topic, "orders-of-a-thousand", byTotal);

    publish(sns, topic, "{\"total\":10}", "de");
    publish(sns, topic, "{\"total\":1000}", "dk");

    Map<String, List<String>> received = new TreeMap<>();
    received.put("orders-from-germany", Clients.take(sqs, german));
    received.put("orders-of-a-thousand", Clients.take(sqs, large));
    return received;
  }

  private static String subscribed(
      SnsClient sns, SqsClient sqs, String topic, String queue, Map<String, String> filter) {
    String url = sqs.createQueue(request -> request.queueName(queue)).queueUrl();
    Map<String, String> attributes = new TreeMap<>(filter);
    attributes.put("RawMessageDelivery", "true");
    sns.subscribe(
        request ->
            request
                .topicArn(topic)
                .protocol("sqs")
                .endpoint(Clients.arnOf(sqs, url))
                .attributes(attributes));
    return url;
  }

  private static void publish(SnsClient sns, String topic, String order, String country) {
    MessageAttributeValue attribute =
        MessageAttributeValue.builder().dataType("String").stringValue(country).build();
    sns.publish(
        request ->
            request.topicArn(topic).message(order).messageAttributes(Map.of("country", attribute)));
  }
}
