package console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Topics are listed, made, subscribed to, published to, changed and deleted. */
final class TopicsTest extends Page {

  private static void createTopic(String name) {
    Broker.sns("CreateTopic", Map.of("Name", name));
  }

  private static void subscribe(String topic, String queue) {
    Broker.createQueue(queue);
    Broker.sns(
        "Subscribe",
        Map.of(
            "TopicArn",
            Broker.topicArn(topic),
            "Protocol",
            "sqs",
            "Endpoint",
            Broker.queueArn(queue)));
  }

  @Test
  void topicsAreListedAndFound() {
    createTopic("listed-topic");
    createTopic("other-topic");
    subscribe("listed-topic", "of-listed");
    open("topics");
    see(By.xpath("//tbody/tr[td[1]='listed-topic' and td[2]='1']"));
    BROWSER.findElement(By.cssSelector("input[type=search]")).sendKeys("Other");
    gone(row("listed-topic"));
    follow("other-topic");
    see(Broker.topicArn("other-topic"));
  }

  @Test
  void aTopicIsMadeAndARefusalStandsBesideItsField() {
    open("topics");
    press("Create topic…");
    fill("TopicName", "not a name");
    press("Create");
    assertTrue(refusal("TopicName").startsWith("Invalid parameter: Topic Name"));
    fill("TopicName", "made-topic");
    click(By.cssSelector("dialog summary"));
    fill("DisplayName", "Made");
    press("Create");
    see(Broker.topicArn("made-topic"));
    String said =
        Broker.sns("GetTopicAttributes", Map.of("TopicArn", Broker.topicArn("made-topic")));
    assertTrue(said.contains("<key>DisplayName</key><value>Made</value>"), said);
  }

  @Test
  void aFifoTopicIsMadeAndPublishedTo() {
    open("topics");
    press("Create topic…");
    fill("TopicName", "made-in-order");
    click(By.name("FifoTopic"));
    press("Create");
    follow("Publish");
    fill("Message", "one");
    fill("MessageGroupId", "g");
    fill("MessageDeduplicationId", "1");
    press("Publish");
    see("Published as ");
  }

  @Test
  void aQueueIsSubscribedAndItsFilterIsEdited() {
    createTopic("subscribed");
    Broker.createQueue("subscriber");
    open("topics", Broker.topicArn("subscribed"));
    see("Nobody has subscribed yet.");
    press("Subscribe…");
    fill("Endpoint", Broker.queueArn("subscriber"));
    fill("FilterPolicy", "{\"colour\": 7");
    press("Subscribe");
    assertTrue(refusal("FilterPolicy").startsWith("Invalid parameter: "));
    fill("FilterPolicy", "{\"colour\": [\"red\"]}");
    press("Subscribe");
    see(By.xpath("//tbody/tr[contains(., 'subscriber') and contains(., 'filter')]"));
    press("subscriber");
    see(By.xpath("//dialog//textarea[@name='FilterPolicy']"));
    fill("FilterPolicy", "{\"colour\": [\"blue\"]}");
    choose("RawMessageDelivery", "true");
    press("Save");
    see(By.xpath("//tbody/tr[contains(., 'subscriber') and contains(., 'raw')]"));
    press("subscriber");
    until(driver -> field("FilterPolicy").getDomProperty("value").contains("blue"));
    press("Unsubscribe…");
    see("gets no more messages");
    press("Cancel");
    press("Unsubscribe…");
    press("Unsubscribe");
    see("Nobody has subscribed yet.");
  }

  @Test
  void anEndpointOverHttpIsPendingUntilItConfirms() {
    createTopic("over-http");
    open("topics", Broker.topicArn("over-http"));
    press("Subscribe…");
    choose("Protocol", "http");
    fill("Endpoint", "http://127.0.0.1:9/hook");
    press("Subscribe");
    see(By.xpath("//tbody/tr[contains(., '/hook') and contains(., 'pending')]"));
    press("http://127.0.0.1:9/hook");
    fill("Token", "none");
    press("Confirm");
    assertEquals("Invalid token", refusal("Token").strip());
  }

  @Test
  void whoWouldGetAMessageIsShownBeforeItIsPublished() {
    createTopic("previewed");
    subscribe("previewed", "everything");
    subscribe("previewed", "only-red");
    String all =
        Broker.sns(
            "ListSubscriptionsByTopic", Map.of("TopicArn", Broker.topicArn("previewed")));
    setFilter(all, "only-red", "{\"colour\":[\"red\"]}");
    open("topics", Broker.topicArn("previewed"), "publish");
    fill("Message", "hello");
    see("1 of 2 subscriptions");
    see(By.xpath("//tbody/tr[contains(., 'only-red') and contains(., 'no')]"));
    press("Add attribute");
    fill("attributeName", "colour");
    fill("attributeValue", "red");
    see("2 of 2 subscriptions");
    fill("Subject", "Greeting");
    press("Publish");
    see("Published as ");
    until(driver -> Broker.visible("only-red").equals("1"));
    assertEquals("1", Broker.visible("everything"));
  }

  @Test
  void aFilterAndItsScopeAreChangedTogether() {
    createTopic("scoped");
    subscribe("scoped", "in-scope");
    open("topics", Broker.topicArn("scoped"));
    press("in-scope");
    fill("FilterPolicy", "{\"order\": {\"price\": [{\"numeric\": [\"=\", 1.10]}]}}");
    choose("FilterPolicyScope", "MessageBody");
    press("Save");
    see("Saved.");
    press("in-scope");
    until(driver -> field("FilterPolicy").getDomProperty("value").contains("1.10"));
    choose("FilterPolicyScope", "MessageAttributes");
    fill("FilterPolicy", "{\"colour\": [\"red\"]}");
    press("Save");
    gone(By.tagName("dialog"));
    press("in-scope");
    until(driver -> field("FilterPolicy").getDomProperty("value").contains("red"));
    assertEquals("MessageAttributes", field("FilterPolicyScope").getDomProperty("value"));
  }

  @Test
  void moreSubscriptionsThanAPageHasAreAllCounted() {
    createTopic("wide");
    for (int i = 0; i < 101; i++) {
      subscribe("wide", "wide-" + i);
    }
    String arn = Broker.topicArn("wide");
    open("topics", arn);
    see(By.cssSelector("table[aria-rowcount='102']"));
    int drawn = BROWSER.findElements(By.cssSelector("tbody tr:not([aria-hidden])")).size();
    assertTrue(drawn > 5 && drawn < 80, String.valueOf(drawn));
    open("topics", arn, "publish");
    fill("Message", "hello");
    see("101 of 101 subscriptions");
  }

  private static void setFilter(String subscriptions, String queue, String policy) {
    for (String member : subscriptions.split("<member>")) {
      if (member.contains(":" + queue + "<")) {
        String arn =
            member.substring(
                member.indexOf("<SubscriptionArn>") + 17, member.indexOf("</SubscriptionArn>"));
        Broker.sns(
            "SetSubscriptionAttributes",
            Map.of(
                "SubscriptionArn", arn, "AttributeName", "FilterPolicy", "AttributeValue", policy));
      }
    }
  }

  @Test
  void attributesPoliciesAndTagsAreChanged() {
    createTopic("changed-topic");
    String arn = Broker.topicArn("changed-topic");
    open("topics", arn, "attributes");
    fill("DisplayName", "Shop");
    press("Save");
    see("Saved.");
    open("topics", arn, "policy");
    fill("policy", "none");
    press("Save");
    assertTrue(refusal("policy").startsWith("Invalid parameter"));
    open("topics", arn, "tags");
    fill("tagKey", "team");
    fill("tagValue", "shop");
    press("Add tag");
    see(row("team"));
    String said = Broker.sns("GetTopicAttributes", Map.of("TopicArn", arn));
    assertTrue(said.contains("<key>DisplayName</key><value>Shop</value>"), said);
  }

  @Test
  void aTopicIsDeletedByWhoTypesItsName() {
    createTopic("doomed-topic");
    open("topics", Broker.topicArn("doomed-topic"));
    press("Delete…");
    fill("confirm", "doomed-topic");
    press("Delete");
    see("doomed-topic was deleted.");
    see(By.xpath("//h1[contains(., 'Topics')]"));
    open("topics", Broker.topicArn("doomed-topic"));
    see("Topic does not exist");
  }
}
