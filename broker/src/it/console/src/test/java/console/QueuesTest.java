package console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Queues are listed, found, made, changed and deleted. */
final class QueuesTest extends Page {

  @Test
  void queuesAreListedWithTheirNumbersWhichAreLive() {
    Broker.createQueue("listed");
    open("queues");
    see(row("listed"));
    Broker.send("listed", "one");
    see(By.xpath("//tbody/tr[td[1][contains(., 'listed')] and td[2]='1']"));
    Broker.send("listed", "two");
    see(By.xpath("//tbody/tr[td[1][contains(., 'listed')] and td[2]='2' and td[6]!='–']"));
  }

  @Test
  void oneIsFoundByAPartOfItsName() {
    Broker.createQueue("hay-1");
    Broker.createQueue("needle-in-it");
    open("queues");
    see(row("hay-1"));
    BROWSER.findElement(By.cssSelector("input[type=search]")).sendKeys("NEEDLE");
    gone(row("hay-1"));
    follow("needle-in-it");
    see(By.xpath("//h1[contains(., 'needle-in-it')]"));
  }

  @Test
  void aQueueIsMadeWithAttributes() {
    open("queues");
    press("Create queue…");
    fill("QueueName", "made");
    click(By.cssSelector("dialog summary"));
    fill("VisibilityTimeout", "45");
    fill("BackoffInitialSeconds", "3");
    choose("SqsManagedSseEnabled", "false");
    press("Create");
    see(By.xpath("//h1[contains(., 'made')]"));
    Map<String, String> attributes = Broker.attributes("made");
    assertEquals("45", attributes.get("VisibilityTimeout"));
    assertEquals("3", attributes.get("BackoffInitialSeconds"));
    assertEquals("false", attributes.get("SqsManagedSseEnabled"));
  }

  @Test
  void aFifoQueueIsMade() {
    open("queues");
    press("Create queue…");
    fill("QueueName", "made-in-order");
    click(By.name("FifoQueue"));
    click(By.cssSelector("dialog summary"));
    choose("ContentBasedDeduplication", "true");
    press("Create");
    see(By.xpath("//h1[contains(., 'made-in-order.fifo')]"));
    assertEquals("true", Broker.attributes("made-in-order.fifo").get("ContentBasedDeduplication"));
  }

  @Test
  void aRefusalStandsBesideItsField() {
    open("queues");
    press("Create queue…");
    fill("QueueName", "no such name!");
    press("Create");
    assertTrue(refusal("QueueName").startsWith("Can only include alphanumeric characters"));
    fill("QueueName", "refused");
    click(By.cssSelector("dialog summary"));
    fill("VisibilityTimeout", "43201");
    press("Create");
    assertTrue(
        refusal("VisibilityTimeout")
            .startsWith("Invalid value for the parameter VisibilityTimeout."));
  }

  @Test
  void escapeClosesADialogAndTheFocusGoesBack() {
    open("queues");
    press("Create queue…");
    field("QueueName").sendKeys(Keys.ESCAPE);
    gone(By.tagName("dialog"));
    until(driver -> driver.switchTo().activeElement().getText().equals("Create queue…"));
  }

  @Test
  void attributesAreChanged() {
    Broker.createQueue("changed");
    open("queues", "changed", "attributes");
    fill("DelaySeconds", "901");
    press("Save");
    assertTrue(refusal("DelaySeconds").contains("DelaySeconds"));
    fill("DelaySeconds", "7");
    press("Save");
    see("Saved.");
    assertEquals("7", Broker.attributes("changed").get("DelaySeconds"));
  }

  @Test
  void thePolicyIsEdited() {
    Broker.createQueue("guarded");
    open("queues", "guarded", "policy");
    fill("policy", "none");
    press("Save");
    assertEquals(
        "Invalid value for the parameter Policy.",
        refusal("policy").replaceFirst("(?s) JSON; empty.*", ""));
    String policy =
        "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':'*',"
            + "'Action':'sqs:SendMessage','Resource':'%s',"
            + "'Condition':{'NumericLessThan':{'aws:MultiFactorAuthAge':1.10}}}],'Id':'one'}";
    String typed = policy.replace('\'', '"').formatted(Broker.queueArn("guarded"));
    fill("policy", typed);
    press("Save");
    see("Saved.");
    assertEquals(typed, Broker.attributes("guarded").get("Policy"));
    until(driver -> field("policy").getDomProperty("value").contains("\n  \"Id\": \"one\""));
    assertTrue(field("policy").getDomProperty("value").contains("1.10"));
  }

  @Test
  void tagsComeAndGo() {
    Broker.createQueue("tagged");
    open("queues", "tagged", "tags");
    see("There are no tags.");
    fill("tagKey", "team");
    fill("tagValue", "shop");
    press("Add tag");
    see(row("team"));
    Map<String, Object> tags = Broker.sqs("ListQueueTags", Map.of("QueueUrl", "tagged"));
    assertEquals(Map.of("team", "shop"), tags.get("Tags"));
    press("Remove team");
    see("There are no tags.");
  }

  @Test
  void aQueueIsDeletedByWhoTypesItsName() {
    Broker.createQueue("doomed");
    open("queues", "doomed");
    press("Delete…");
    assertTrue(!BROWSER.findElement(By.cssSelector("dialog button.danger")).isEnabled());
    fill("confirm", "doomed");
    press("Delete");
    see("doomed was deleted.");
    see(By.xpath("//h1[contains(., 'Queues')]"));
    open("queues", "doomed");
    see("The specified queue does not exist");
  }

  @Test
  void numbersAndChartsOfAQueueAreShown() {
    Broker.createQueue("charted");
    Broker.send("charted", "one");
    open("queues", "charted");
    see(number("Visible", "1"));
    see(By.cssSelector(".plot canvas"));
    see(By.cssSelector("[role=img][aria-label^='Messages in the last hour']"));
    see(Broker.queueArn("charted"));
  }
}
