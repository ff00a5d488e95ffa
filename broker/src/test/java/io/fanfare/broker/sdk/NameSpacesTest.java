package io.fanfare.broker.sdk;

import static io.fanfare.broker.sdk.fixture.Refusal.assertQueueGone;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Accounts and regions are name spaces of their own. */
@OnEveryBroker
final class NameSpacesTest {

  private final Tenant tenant;

  NameSpacesTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void anotherAccountDoesNotSeeAQueue() {
    Tenant other = tenant.another();
    tenant.sqs.createQueue(c -> c.queueName("mine"));
    assertEquals(List.of(), other.sqs.listQueues().queueUrls());
    assertQueueGone(() -> other.sqs.getQueueUrl(g -> g.queueName("mine")));
  }

  @Test
  void anotherRegionDoesNotSeeAQueue() {
    Tenant abroad = tenant.in("ap-southeast-2");
    tenant.sqs.createQueue(c -> c.queueName("here"));
    assertEquals(List.of(), abroad.sqs.listQueues().queueUrls());
    assertQueueGone(() -> abroad.sqs.getQueueUrl(g -> g.queueName("here")));
  }

  @Test
  void oneNameIsOneQueueInEachOfThem() {
    for (Tenant each : List.of(tenant, tenant.another(), tenant.in("us-west-2"))) {
      String url = each.sqs.createQueue(c -> c.queueName("shared")).queueUrl();
      assertEquals("0+0+0", each.counts(url));
      each.send(url, "a");
      assertEquals("1+0+0", each.counts(url));
      assertEquals(each.arnOf(url), each.attribute(url, QueueAttributeName.QUEUE_ARN));
    }
  }

  @Test
  void topicsHaveTheSameNameSpaces() {
    tenant.sns.createTopic(c -> c.name("mine"));
    assertEquals(List.of(), tenant.another().sns.listTopics().topics());
    assertEquals(List.of(), tenant.in("eu-west-1").sns.listTopics().topics());
  }
}
