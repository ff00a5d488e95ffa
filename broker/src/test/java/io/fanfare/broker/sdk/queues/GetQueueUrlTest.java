package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertQueueGone;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** GetQueueUrl, and what a queue URL means to the broker. */
@OnEveryBroker
final class GetQueueUrlTest {

  private final Tenant tenant;

  GetQueueUrlTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void aQueueIsFoundByItsName() {
    String name = tenant.newName();
    String url = tenant.sqs.createQueue(c -> c.queueName(name)).queueUrl();
    assertEquals(url, tenant.sqs.getQueueUrl(g -> g.queueName(name)).queueUrl());
  }

  @Test
  void aQueueIsFoundByItsOwnersAccount() {
    String name = tenant.newName();
    String url = tenant.sqs.createQueue(c -> c.queueName(name)).queueUrl();
    assertEquals(
        url,
        tenant
            .sqs
            .getQueueUrl(g -> g.queueName(name).queueOwnerAWSAccountId(tenant.account))
            .queueUrl());
  }

  @Test
  void aMissingQueueIsRefused() {
    assertQueueGone(() -> tenant.sqs.getQueueUrl(g -> g.queueName("missing")));
  }

  @Test
  void anEmptyNameIsRefused() {
    Refusal.assertInvalid(
        "Value for parameter QueueName is invalid. Reason: Must specify a queue name.",
        () -> tenant.sqs.getQueueUrl(g -> g.queueName("")));
  }

  @Test
  void theUrlBeginsWithTheAddressTheCallerUsed() {
    String url = tenant.queue();
    int port = tenant.endpoint().getPort();
    for (String host : new String[] {"localhost", "127.0.0.1"}) {
      Tenant visitor = tenant.at(URI.create("http://" + host + ":" + port));
      String seen = visitor.sqs.getQueueUrl(g -> g.queueName(nameOf(url))).queueUrl();
      assertTrue(seen.startsWith("http://" + host + ":" + port + "/"), seen);
    }
  }

  @Test
  void theHostOfAQueueUrlDoesNotMatter() {
    String url = tenant.queue();
    tenant.send("https://sqs.eu-central-1.amazonaws.com" + URI.create(url).getPath(), "hello");
    assertEquals("hello", tenant.receiveOne(url).body());
  }

  @Test
  void aBareNameIsAUrl() {
    String url = tenant.queue();
    tenant.send(nameOf(url), "hello");
    assertEquals("hello", tenant.receiveOne(nameOf(url)).body());
  }

  private static String nameOf(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
