package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;

/** ListQueues: prefixes and pages. */
@OnEveryBroker
final class ListQueuesTest {

  private final Tenant tenant;

  ListQueuesTest(Tenant tenant) {
    this.tenant = tenant.another();
  }

  @Test
  void thereAreNoneInANewAccount() {
    ListQueuesResponse response = tenant.sqs.listQueues();
    assertEquals(List.of(), response.queueUrls());
    assertNull(response.nextToken());
  }

  @Test
  void allAreListed() {
    var created = new TreeSet<>(List.of(tenant.queue(), tenant.queue(), tenant.queue()));
    assertEquals(created, new TreeSet<>(tenant.sqs.listQueues().queueUrls()));
  }

  @Test
  void aPrefixIsCaseSensitive() {
    String url = tenant.sqs.createQueue(c -> c.queueName("orders-new")).queueUrl();
    tenant.sqs.createQueue(c -> c.queueName("Orders-new"));
    tenant.sqs.createQueue(c -> c.queueName("new-orders"));
    assertEquals(List.of(url), tenant.sqs.listQueues(l -> l.queueNamePrefix("orders")).queueUrls());
  }

  @Test
  void pagesHoldEveryQueueOnce() {
    var created = new TreeSet<String>();
    for (int i = 0; i < 7; i++) {
      created.add(tenant.queue());
    }
    List<String> listed = new ArrayList<>();
    tenant
        .sqs
        .listQueuesPaginator(l -> l.maxResults(3).queueNamePrefix("name-"))
        .queueUrls()
        .forEach(listed::add);
    assertEquals(7, listed.size());
    assertEquals(created, new TreeSet<>(listed));
  }

  @Test
  void theLastPageHasNoToken() {
    tenant.queue();
    tenant.queue();
    assertNotNull(tenant.sqs.listQueues(l -> l.maxResults(1)).nextToken());
    assertNull(tenant.sqs.listQueues(l -> l.maxResults(2)).nextToken());
  }

  @Test
  void aPageHasFrom1To1000Queues() {
    String refusal =
        "Value for parameter MaxResults is invalid. Reason: MaxResults must be an integer between 1"
            + " and 1000.";
    assertInvalid(refusal, () -> tenant.sqs.listQueues(l -> l.maxResults(0)));
    assertInvalid(refusal, () -> tenant.sqs.listQueues(l -> l.maxResults(1001)));
  }

  @Test
  void aTokenNeedsMaxResults() {
    tenant.queue();
    tenant.queue();
    String token = tenant.sqs.listQueues(l -> l.maxResults(1)).nextToken();
    assertInvalid(
        "MaxResults is a mandatory parameter when you provide a value for NextToken.",
        () -> tenant.sqs.listQueues(l -> l.nextToken(token)));
  }

  @Test
  void aForgedTokenIsRefused() {
    assertInvalid(
        "Invalid or expired next token.",
        () -> tenant.sqs.listQueues(l -> l.maxResults(1).nextToken("forged")));
  }

  @Test
  void pagesMayHaveDifferentSizes() {
    for (int i = 0; i < 4; i++) {
      tenant.queue();
    }
    ListQueuesResponse first = tenant.sqs.listQueues(l -> l.maxResults(1));
    ListQueuesResponse second =
        tenant.sqs.listQueues(l -> l.maxResults(2).nextToken(first.nextToken()));
    ListQueuesResponse third =
        tenant.sqs.listQueues(l -> l.maxResults(1_000).nextToken(second.nextToken()));
    assertEquals(
        List.of(1, 2, 1),
        List.of(first.queueUrls().size(), second.queueUrls().size(), third.queueUrls().size()));
  }

  @Test
  void aTokenIsBoundToItsPrefix() {
    tenant.queue();
    tenant.queue();
    String token = tenant.sqs.listQueues(l -> l.maxResults(1)).nextToken();
    assertInvalid(
        "Invalid NextToken value. If you are passing in NextToken, you must not change the other"
            + " request parameters.",
        () -> tenant.sqs.listQueues(l -> l.maxResults(1).nextToken(token).queueNamePrefix("n")));
  }
}
