package console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.logging.LogType;

/** The console can be used by keyboard, in the dark, on a phone; and asks for nothing unseen. */
final class FrameTest extends Page {

  @AfterEach
  void asBefore() {
    BROWSER.executeCdpCommand("Emulation.clearDeviceMetricsOverride", java.util.Map.of());
    colours("light");
  }

  @Test
  void theKeyboardGoesFromRowToRow() {
    Broker.createQueue("key-1");
    Broker.createQueue("key-2");
    open("queues");
    see(row("key-2"));
    BROWSER.findElement(By.cssSelector("input[type=search]")).sendKeys("key-");
    see("2 of ");
    BROWSER.findElement(By.linkText("key-1")).sendKeys(Keys.ARROW_DOWN);
    assertEquals("key-2", BROWSER.switchTo().activeElement().getText());
    String outline = BROWSER.switchTo().activeElement().getCssValue("outline-style");
    assertEquals("solid", outline);
    BROWSER.switchTo().activeElement().sendKeys(Keys.ENTER);
    see(By.xpath("//h1[contains(., 'key-2')]"));
  }

  @Test
  void itIsDarkForWhoWantsItDark() {
    colours("light");
    open("queues");
    String light = see(By.tagName("body")).getCssValue("background-color");
    colours("dark");
    until(driver -> !see(By.tagName("body")).getCssValue("background-color").equals(light));
  }

  @Test
  void nothingIsCutOffOnAPhone() {
    Broker.createQueue("a-queue-with-a-rather-long-name-for-a-phone");
    resize(400, 800);
    for (String[] page :
        new String[][] {
          {"queues"},
          {"queues", "a-queue-with-a-rather-long-name-for-a-phone"},
          {"queues", "a-queue-with-a-rather-long-name-for-a-phone", "send"},
          {"queues", "a-queue-with-a-rather-long-name-for-a-phone", "peek"},
          {"topics"}
        }) {
      open(page);
      see(By.tagName("h1"));
      Object width = BROWSER.executeScript("return document.documentElement.scrollWidth");
      assertTrue(((Number) width).intValue() <= 400, String.join("/", page) + " " + width);
    }
  }

  @Test
  void everyFieldHasALabel() {
    Broker.createQueue("labelled");
    for (String part : new String[] {"send", "receive", "peek", "attributes", "policy", "tags"}) {
      open("queues", "labelled", part);
      see(By.cssSelector("main input, main textarea"));
      Object unlabelled =
          BROWSER.executeScript(
              "return [...document.querySelectorAll('input, select, textarea')]"
                  + ".filter(one => !one.labels.length && !one.ariaLabel).length");
      assertEquals(0L, unlabelled, part);
    }
  }

  @Test
  void anAddressThatIsNoneLeadsToTheQueues() {
    for (String page : new String[] {"constructor", "toString", "none"}) {
      open(page);
      see(By.xpath("//h1[contains(., 'Queues')]"));
    }
  }

  /** Whose patience is none, so that it ends at once. */
  @Test
  void aBrokerThatTakesTooLongIsToldOfUntilItAnswersAgain() {
    open("queues");
    see(By.cssSelector("table, p.empty"));
    BROWSER.executeScript(
        "window.patience = AbortSignal.timeout; AbortSignal.timeout = () => AbortSignal.abort();");
    see("The broker does not answer. Trying again…");
    BROWSER.executeScript("AbortSignal.timeout = window.patience;");
    gone(text("The broker does not answer. Trying again…"));
  }

  /** As after an upgrade, when a page that is open asks for files that are not there any more. */
  @Test
  void chartsThatCannotBeLoadedAreMissedAloud() {
    Broker.createQueue("chartless");
    open("queues", "chartless", "send");
    see(By.name("MessageBody"));
    BROWSER.executeCdpCommand("Network.enable", java.util.Map.of());
    block("*uplot.js");
    follow("Overview");
    see("The charts cannot be loaded");
    BROWSER.manage().logs().get(LogType.BROWSER);
    block();
    press("Reload");
    see(By.cssSelector(".plot canvas"));
  }

  private static void block(String... urls) {
    BROWSER.executeCdpCommand(
        "Network.setBlockedURLs", java.util.Map.of("urls", java.util.List.of(urls)));
  }

  /** Time is left out: timers run down at once, and a while is some answers of the broker. */
  @Test
  void nothingIsAskedForWhileNobodyLooks() {
    open("queues");
    see(By.cssSelector("table"));
    BROWSER.executeScript(
        "window.asked = 0; const fetched = window.fetch; const timer = window.setTimeout;"
            + "window.fetched = fetched;"
            + "window.setTimeout = (action) => timer(action, 0);"
            + "window.fetch = (...all) => { window.asked += 1; return fetched(...all); };");
    until(driver -> asked() >= 20);
    hide(true);
    someAnswers();
    long before = asked();
    someAnswers();
    assertEquals(before, asked());
    hide(false);
    until(driver -> asked() >= before + 20);
  }

  private static void someAnswers() {
    BROWSER.executeAsyncScript(
        "(async (done) => {"
            + " for (let i = 0; i < 50; i += 1) { await (await window.fetched('/health')).text(); }"
            + " done(); })(arguments[0])");
  }

  private static long asked() {
    return ((Number) BROWSER.executeScript("return window.asked")).longValue();
  }

  /* What the browser tells when a tab goes behind another. */
  private static void hide(boolean hidden) {
    BROWSER.executeScript(
        "Object.defineProperty(document, 'hidden', {configurable: true, value: "
            + hidden
            + "}); document.dispatchEvent(new Event('visibilitychange'));");
  }
}
