package console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Messages are sent, looked at, received, deleted, given back, purged and redriven. */
final class MessagesTest extends Page {

  @Test
  @SuppressWarnings("unchecked")
  void aMessageIsSentWithAttributes() {
    Broker.createQueue("sent-to");
    open("queues", "sent-to", "send");
    fill("MessageBody", "{\"order\": 1}");
    press("Add attribute");
    fill("attributeName", "colour");
    fill("attributeValue", "red");
    press("Send");
    see("Sent as ");
    Map<String, ?> input =
        Map.of("QueueUrl", "sent-to", "MessageAttributeNames", List.of("All"));
    List<Map<String, Object>> messages =
        (List<Map<String, Object>>) Broker.sqs("ReceiveMessage", input).get("Messages");
    assertEquals("{\"order\": 1}", messages.get(0).get("Body"));
    assertEquals(
        Map.of("colour", Map.of("DataType", "String", "StringValue", "red")),
        messages.get(0).get("MessageAttributes"));
  }

  @Test
  void aDelayThatIsTooLongIsRefusedBesideItsField() {
    Broker.createQueue("delayed-in");
    open("queues", "delayed-in", "send");
    fill("MessageBody", "later");
    fill("DelaySeconds", "901");
    press("Send");
    assertEquals(true, refusal("DelaySeconds").contains("DelaySeconds"));
    fill("DelaySeconds", "900");
    press("Send");
    see(number("Delayed", "1"));
  }

  @Test
  void aFifoQueueIsToldTheGroup() {
    Broker.sqs(
        "CreateQueue",
        Map.of("QueueName", "groups.fifo", "Attributes", Map.of("FifoQueue", "true")));
    open("queues", "groups.fifo", "send");
    fill("MessageBody", "in order");
    press("Send");
    assertEquals(true, refusal("MessageGroupId").contains("MessageGroupId"));
    fill("MessageGroupId", "g");
    fill("MessageDeduplicationId", "1");
    press("Send");
    see(number("Visible", "1"));
  }

  @Test
  void aMessageIsReceivedAndGivenBackAndDeleted() {
    Broker.createQueue("received-from");
    Broker.send("received-from", "<b>hello</b>");
    open("queues", "received-from", "receive");
    press("Receive");
    see("<b>hello</b>");
    see(number("In flight", "1"));
    press("Give back");
    see(number("Visible", "1"));
    press("Receive");
    click(By.cssSelector("tbody button.link"));
    see(By.xpath("//dialog//dt[.='ApproximateReceiveCount']/following-sibling::dd[1][.='2']"));
    press("Delete");
    see(number("In flight", "0"));
    assertEquals("0", Broker.visible("received-from"));
  }

  @Test
  void formattingChangesNothingButTheSpaceInBetween() {
    Broker.createQueue("formatted");
    String body =
        "{'b':1234567890123456789,'10':1.10,'2':1e400,'b':['{,}\\\\',{}]}".replace('\'', '"');
    Broker.send("formatted", body);
    open("queues", "formatted", "peek");
    click(By.cssSelector("tbody button.link"));
    String shown = see(By.cssSelector("dialog pre")).getText();
    assertEquals(
        """
        {
          "b": 1234567890123456789,
          "10": 1.10,
          "2": 1e400,
          "b": [
            "{,}\\\\",
            {}
          ]
        }""",
        shown);
    click(By.name("format"));
    until(driver -> see(By.cssSelector("dialog pre")).getText().equals(body));
  }

  @Test
  void messagesAreLookedAtWithoutBeingReceived() {
    Broker.createQueue("peeked");
    for (int i = 0; i < 60; i++) {
      String parity = i % 2 == 0 ? "even" : "odd";
      Broker.send("peeked", "{\"number\":%d,\"parity\":\"%s\"}".formatted(i, parity));
    }
    open("queues", "peeked", "peek");
    see("50 shown");
    press("More");
    see("60 shown");
    fill("Contains", "ODD");
    see("30 shown");
    click(By.cssSelector("tbody button.link"));
    see(By.xpath("//dialog//dt[.='ApproximateReceiveCount']/following-sibling::dd[1][.='0']"));
    see(By.xpath("//dialog//pre[contains(., '\"parity\": \"odd\"')]"));
    press("Close");
    choose("State", "inFlight");
    see("There are no such messages.");
    assertEquals("60", Broker.visible("peeked"));
  }

  @Test
  void whatIsBehindManyOthersIsFound() {
    Broker.createQueue("haystack");
    for (int i = 0; i < 101; i++) {
      List<Map<String, String>> ten = new ArrayList<>();
      for (int j = 0; j < 10; j++) {
        ten.add(Map.of("Id", "m" + j, "MessageBody", "hay " + i + " " + j));
      }
      Broker.sqs("SendMessageBatch", Map.of("QueueUrl", "haystack", "Entries", ten));
    }
    Broker.send("haystack", "a needle");
    open("queues", "haystack", "peek");
    see("50 shown");
    fill("Contains", "needle");
    see("1 shown");
    see(row("a needle"));
  }

  @Test
  void whatIsRefusedInADialogIsToldThere() {
    Broker.createQueue("vanishing");
    Broker.send("vanishing", "one");
    open("queues", "vanishing", "receive");
    press("Receive");
    click(By.cssSelector("tbody button.link"));
    see(By.tagName("dialog"));
    BROWSER.executeScript(
        "const fetched = window.fetch; window.fetch = (...all) => { all[1].body ="
            + " new TextEncoder().encode(new TextDecoder().decode(all[1].body)"
            + ".replace('ReceiptHandle\":\"', 'ReceiptHandle\":\"x')); return fetched(...all); };");
    press("Delete");
    see(By.xpath("//dialog//p[contains(@class, 'refusal')]/code[.='ReceiptHandleIsInvalid']"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void aReceiveEndsWithItsPage() {
    Broker.createQueue("left");
    open("queues", "left", "receive");
    fill("WaitTimeSeconds", "20");
    press("Receive");
    until(driver -> !driver.findElement(By.cssSelector("form.bar button.primary")).isEnabled());
    follow("Peek");
    see("There are no such messages.");
    Broker.send("left", "for others");
    Map<String, ?> input =
        Map.of(
            "QueueUrl", "left", "WaitTimeSeconds", 20, "AttributeNames", new String[] {"All"});
    List<Map<String, Object>> messages =
        (List<Map<String, Object>>) Broker.sqs("ReceiveMessage", input).get("Messages");
    Map<String, String> attributes = (Map<String, String>) messages.get(0).get("Attributes");
    assertEquals("1", attributes.get("ApproximateReceiveCount"));
  }

  @Test
  void twoAttributesOfOneNameAreNotSent() {
    Broker.createQueue("doubles");
    open("queues", "doubles", "send");
    fill("MessageBody", "one");
    press("Add attribute");
    press("Add attribute");
    see("Another attribute has this name.");
    By send = By.xpath("//form//footer/button[.='Send']");
    assertEquals(false, BROWSER.findElement(send).isEnabled());
    fill("attributeName", "colour");
    gone(text("Another attribute has this name."));
    assertEquals(true, BROWSER.findElement(send).isEnabled());
  }

  @Test
  void aQueueIsPurgedByWhoTypesItsName() {
    Broker.createQueue("purged");
    Broker.send("purged", "one");
    open("queues", "purged");
    see(number("Visible", "1"));
    press("Purge…");
    fill("confirm", "purged");
    press("Purge");
    see("purged was purged.");
    see(number("Visible", "0"));
  }

  @Test
  void deadLettersAreMovedBackAndTheMoveCanBeCancelled() {
    Broker.createQueue("dead");
    Broker.createQueue("source");
    Broker.sqs(
        "SetQueueAttributes",
        Map.of(
            "QueueUrl",
            "source",
            "Attributes",
            Map.of(
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}"
                    .formatted(Broker.queueArn("dead")))));
    for (int i = 0; i < 30; i++) {
      Broker.send("dead", "letter " + i);
    }
    open("queues", "dead", "redrive");
    see(By.xpath("//main//p[contains(., 'Takes the dead letters of')]/a[.='source']"));
    fill("DestinationArn", Broker.queueArn("source"));
    fill("MaxNumberOfMessagesPerSecond", "1");
    press("Start redrive");
    see(row("running"));
    see(By.cssSelector("progress"));
    press("Cancel");
    see(By.xpath("//tbody/tr[contains(., 'cancelled') or contains(., 'cancelling')]"));
    see(row("cancelled"));
    fill("MaxNumberOfMessagesPerSecond", "500");
    press("Start redrive");
    see(row("completed"));
    see(number("Visible", "0"));
    assertEquals("30", Broker.visible("source"));
  }
}
