package console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** What looks like markup, a template or an address is shown as the text that it is. */
final class MarkupTest extends Page {

  private static final List<String> TEXTS =
      List.of(
          "<b>bold</b>",
          "\"><i>slanted</i>",
          "'><s title='x'>struck</s>",
          "</pre></td></table><h1>head</h1>",
          "&lt;b&gt; &amp;amp; &#65;",
          "<!-- left out -->",
          "<![CDATA[ data ]]>",
          "${1 + 1} {{1 + 1}} <%= 1 + 1 %>",
          "about:blank#none",
          "{\"<b>key</b>\": \"<i>value</i>\"}");

  @AfterEach
  void nothingOfItBecameAnElement() {
    Object elements =
        BROWSER.executeScript(
            "return [...document.querySelectorAll('b, i, s, h1 h1, pre h1, td h1')].length");
    assertEquals(0L, elements);
  }

  @Test
  void inBodiesAndAttributesOfMessages() {
    Broker.createQueue("markup");
    for (String text : TEXTS) {
      Map<String, ?> attribute = Map.of("DataType", "String", "StringValue", text);
      Broker.sqs(
          "SendMessage",
          Map.of(
              "QueueUrl", "markup",
              "MessageBody", text,
              "MessageAttributes", Map.of("said", attribute)));
    }
    open("queues", "markup", "peek");
    see(TEXTS.size() + " shown");
    for (int i = 1; i <= TEXTS.size(); i++) {
      String text = TEXTS.get(i - 1);
      By row = By.xpath("//tbody/tr[" + i + "]");
      assertEquals(text, see(row).findElement(By.cssSelector(".preview")).getText());
      click(By.xpath("//tbody/tr[" + i + "]//button"));
      click(By.cssSelector("dialog [name=format]"));
      assertEquals(text, see(By.cssSelector("dialog pre")).getText());
      assertEquals(text, see(By.xpath("//dialog//dt[.='said (String)']/../dd[1]")).getText());
      nothingOfItBecameAnElement();
      press("Close");
      gone(By.tagName("dialog"));
    }
  }

  @Test
  void inNamesThatAnAddressHas() {
    for (String text : TEXTS) {
      open("queues", text);
      assertEquals(text, see(By.tagName("h1")).getText());
      open("topics", Broker.topicArn("no") + text);
      see(By.cssSelector("p.refusal"));
      nothingOfItBecameAnElement();
    }
  }

  @Test
  void inTagsAndAttributesAndEndpoints() {
    Broker.createQueue("markup-tags");
    Broker.sns("CreateTopic", Map.of("Name", "markup-topic"));
    String arn = Broker.topicArn("markup-topic");
    for (String text : TEXTS) {
      open("queues", "markup-tags", "tags");
      fill("tagKey", "said");
      fill("tagValue", text);
      press("Add tag");
      see(By.cssSelector("tbody td, p.refusal"));
      nothingOfItBecameAnElement();
      open("topics", arn, "attributes");
      fill("DisplayName", text);
      press("Save");
      see(By.xpath("//*[@role='status'][.='Saved.'] | //*[contains(@class, 'refusal')]"));
      assertEquals(text, field("DisplayName").getDomProperty("value"));
      nothingOfItBecameAnElement();
    }
    open("topics", arn);
    press("Subscribe…");
    choose("Protocol", "http");
    fill("Endpoint", "http://127.0.0.1:9/?<b>bold</b>");
    press("Subscribe");
    see(By.xpath("//tbody/tr[contains(., '<b>bold</b>')] | //dialog//*[@class='refusal']"));
  }
}
