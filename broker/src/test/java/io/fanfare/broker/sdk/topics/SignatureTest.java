package io.fanfare.broker.sdk.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** Signatures: what came from this broker and from nobody else can be told by its certificate. */
@OnEveryBroker
final class SignatureTest {

  private static final List<String> OF_NOTIFICATION =
      List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
  private static final List<String> OF_CONFIRMATION =
      List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

  private final Tenant tenant;
  private final String topic;

  SignatureTest(Tenant tenant) {
    this.tenant = tenant;
    topic = tenant.sns.createTopic(c -> c.name(tenant.newName())).topicArn();
  }

  @Test
  void anEnvelopeIsSignedByTheVersionOfTheTopic() throws Exception {
    String queue = subscribed(tenant, Map.of());
    for (String version : List.of("1", "2")) {
      tenant.sns.setTopicAttributes(
          s -> s.topicArn(topic).attributeName("SignatureVersion").attributeValue(version));
      tenant.sns.publish(p -> p.topicArn(topic).message("h\u00e9llo\nworld").subject("S"));
      JsonObject envelope = new JsonObject(tenant.receiveOne(queue).body());
      assertEquals(version, envelope.getString("SignatureVersion"));
      assertTrue(isGenuine(envelope, OF_NOTIFICATION), envelope::encode);
      assertFalse(isGenuine(envelope.copy().put("Message", "forged"), OF_NOTIFICATION));
    }
  }

  @Test
  void theEntriesOfABatchAreSignedOneByOne() throws Exception {
    String queue = subscribed(tenant, Map.of());
    List<PublishBatchRequestEntry> entries =
        Stream.of("a", "b")
            .map(id -> PublishBatchRequestEntry.builder().id(id).message(id).build())
            .toList();
    tenant.sns.publishBatch(b -> b.topicArn(topic).publishBatchRequestEntries(entries));
    for (String body : tenant.receiveBodies(queue)) {
      assertTrue(isGenuine(new JsonObject(body), OF_NOTIFICATION), body);
    }
  }

  @Test
  void whatIsRawIsAsItWasPublished() {
    String queue = subscribed(tenant, Map.of("RawMessageDelivery", "true"));
    tenant.sns.publish(p -> p.topicArn(topic).message("m"));
    assertEquals("m", tenant.receiveOne(queue).body());
  }

  @Test
  void theRequestToConfirmIsSigned() throws Exception {
    Tenant other = tenant.another();
    String queue = other.queue();
    tenant.sns.subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(other.arnOf(queue)));
    JsonObject request = new JsonObject(other.receiveOne(queue).body());
    assertTrue(isGenuine(request, OF_CONFIRMATION), request::encode);
  }

  private static boolean isGenuine(JsonObject message, List<String> keys) throws Exception {
    String signed =
        keys.stream()
            .filter(message::containsKey)
            .map(key -> key + "\n" + message.getString(key) + "\n")
            .collect(Collectors.joining());
    boolean first = message.getString("SignatureVersion").equals("1");
    Signature signature = Signature.getInstance(first ? "SHA1withRSA" : "SHA256withRSA");
    signature.initVerify(certificate(message.getString("SigningCertURL")));
    signature.update(signed.getBytes(UTF_8));
    return signature.verify(Base64.getDecoder().decode(message.getString("Signature")));
  }

  private static Certificate certificate(String url) throws Exception {
    try (var pem = URI.create(url).toURL().openStream()) {
      return CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
  }

  private String subscribed(Tenant owner, Map<String, String> attributes) {
    String url = owner.queue();
    tenant.sns.subscribe(
        s -> s.topicArn(topic).protocol("sqs").endpoint(owner.arnOf(url)).attributes(attributes));
    return url;
  }
}
