package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.Refusal.assertInvalid;
import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/** CreateQueue: names, and what creating a queue again means. */
@OnEveryBroker
final class CreateQueueTest {

  private static final String BAD_NAME =
      "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length";

  private final Tenant tenant;

  CreateQueueTest(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void theUrlEndsWithTheAccountAndTheName() {
    String name = tenant.newName();
    String url = create(name, Map.of());
    assertTrue(url.endsWith("/" + tenant.account + "/" + name), url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A-b_9", "_", "-"})
  void aNameHasLettersDigitsHyphensAndUnderscores(String name) {
    assertTrue(create(name, Map.of()).endsWith("/" + name));
  }

  @Test
  void aNameHasUpTo80Characters() {
    assertTrue(create("n".repeat(80), Map.of()).endsWith("n".repeat(80)));
    assertInvalid(BAD_NAME, () -> create("n".repeat(81), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a.b", "a/b", "ä", "orders.fifo", "../x", "a%20b", "a\u0000b"})
  void otherNamesAreRefused(String name) {
    assertInvalid(BAD_NAME, () -> create(name, Map.of()));
  }

  @Test
  void anEmptyNameIsRefused() {
    assertEquals("InvalidParameterValue", Refusal.of(() -> create("", Map.of())).code());
  }

  @Test
  void aMissingNameIsRefused() {
    Refusal.assertMissing("QueueName", () -> tenant.sqs.createQueue(c -> {}));
  }

  @Test
  void namesThatDifferInCaseAreDifferentQueues() {
    String name = tenant.newName();
    String lower = create(name, Map.of());
    String upper = create("N" + name.substring(1), Map.of());
    tenant.send(upper, "upper");
    assertEquals("0+0+0", tenant.counts(lower));
    assertEquals("1+0+0", tenant.counts(upper));
  }

  @Test
  void creatingAQueueAgainFindsIt() {
    Map<QueueAttributeName, String> attributes =
        Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "10", QueueAttributeName.DELAY_SECONDS, "1");
    String name = tenant.newName();
    String url = create(name, attributes);
    assertEquals(url, create(name, attributes));
    assertEquals(url, create(name, Map.of()));
    assertEquals(url, create(name, Map.of(QueueAttributeName.DELAY_SECONDS, "1")));
    assertEquals("10", tenant.attribute(url, QueueAttributeName.VISIBILITY_TIMEOUT));
  }

  @Test
  void anAttributeThatWasNotGivenEqualsItsDefault() {
    String name = tenant.newName();
    String url = create(name, Map.of());
    assertEquals(url, create(name, Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30")));
  }

  @Test
  void anExistingQueueWithAnotherValueIsRefused() {
    String name = tenant.newName();
    create(name, Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "10"));
    assertRefused(
        "QueueAlreadyExists",
        "A queue already exists with the same name and a different value for attribute"
            + " VisibilityTimeout",
        () -> create(name, Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "11")));
  }

  @Test
  void theRefusalIsTheSdksOwnException() {
    String name = tenant.newName();
    create(name, Map.of());
    assertThrows(
        QueueNameExistsException.class,
        () -> create(name, Map.of(QueueAttributeName.DELAY_SECONDS, "3")));
  }

  @Test
  void theValuesOfTodayCountNotThoseOfTheCreation() {
    String name = tenant.newName();
    String url = create(name, Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "10"));
    tenant.sqs.setQueueAttributes(
        s -> s.queueUrl(url).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "20")));
    assertEquals(url, create(name, Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "20")));
    assertEquals(
        "QueueAlreadyExists",
        Refusal.of(() -> create(name, Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "10"))).code());
  }

  @Test
  void policiesAreComparedAsJson() {
    String name = tenant.newName();
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\","
            + "\"Action\":\"sqs:DeleteQueue\",\"Resource\":\"*\"}}";
    String url = create(name, Map.of(QueueAttributeName.POLICY, policy));
    assertEquals(
        url, create(name, Map.of(QueueAttributeName.POLICY, policy.replace(":{", " : { "))));
  }

  @Test
  void aQueueWithOtherTagsIsAnother() {
    String name = tenant.newName();
    String url = create(name, Map.of());
    tenant.sqs.tagQueue(t -> t.queueUrl(url).tags(Map.of("team", "a", "stage", "test")));
    assertEquals(url, create(name, Map.of()));
    assertEquals(url, tagged(name, Map.of("stage", "test", "team", "a")));
    for (Map<String, String> other :
        List.of(Map.of("team", "a"), Map.of("team", "b", "stage", "test"), Map.of("x", ""))) {
      assertThrows(QueueNameExistsException.class, () -> tagged(name, other));
    }
    assertEquals(
        Map.of("team", "a", "stage", "test"),
        tenant.sqs.listQueueTags(l -> l.queueUrl(url)).tags());
  }

  private String tagged(String name, Map<String, String> tags) {
    return tenant.sqs.createQueue(c -> c.queueName(name).tags(tags)).queueUrl();
  }

  private String create(String name, Map<QueueAttributeName, String> attributes) {
    return tenant.sqs.createQueue(c -> c.queueName(name).attributes(attributes)).queueUrl();
  }
}
