package console;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Measures lists of a thousand and of ten thousand queues, when asked by its name. */
final class LongLists extends Page {

  private static final String LOADED =
      "const all = [...performance.getEntriesByType('navigation'),"
          + " ...performance.getEntriesByType('resource')];"
          + "return all.reduce((sum, one) => sum + one.transferSize, 0);";
  private static final String SEARCH =
      "const done = arguments[0]; const box = document.querySelector('input[type=search]');"
          + "const begun = performance.now(); box.value = 'long-0777';"
          + "box.dispatchEvent(new Event('input', {bubbles: true}));"
          + "requestAnimationFrame(function look() {"
          + " if (document.querySelector('h1 small').textContent.includes(' of '))"
          + "  done(performance.now() - begun);"
          + " else requestAnimationFrame(look); });";
  private static final String SCROLL =
      "const done = arguments[0]; const box = document.querySelector('.long');"
          + "const begun = performance.now(); box.scrollTop = box.scrollHeight / 2;"
          + "const first = box.querySelector('tbody a').textContent;"
          + "requestAnimationFrame(function look() {"
          + " if (box.querySelector('tbody a').textContent !== first)"
          + "  done(performance.now() - begun);"
          + " else requestAnimationFrame(look); });";

  @Test
  void aThousandAndTenThousandQueues() {
    long begun;
    fill(0, 1_000);
    for (int i = 0; i < 3; i++) {
      BROWSER.executeCdpCommand("Network.clearBrowserCache", java.util.Map.of());
      BROWSER.get("about:blank");
      begun = System.nanoTime();
      openAt(Broker.endpoint(), "queues");
      see(row("long-0000"));
      long millis = (System.nanoTime() - begun) / 1_000_000;
      until(driver -> complete());
      System.out.printf(
          "1,000 queues: first view after %d ms, %s bytes%n",
          millis, BROWSER.executeScript(LOADED));
    }
    fill(1_000, 10_000);
    open("queues");
    until(driver -> complete());
    List<String> searches = new ArrayList<>();
    List<String> scrolls = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      open("queues");
      until(driver -> complete());
      scrolls.add(String.valueOf(BROWSER.executeAsyncScript(SCROLL)));
      searches.add(String.valueOf(BROWSER.executeAsyncScript(SEARCH)));
    }
    System.out.printf("10,000 queues: scrolled after %s ms%n", scrolls);
    System.out.printf("10,000 queues: found after %s ms%n", searches);
  }

  private static boolean complete() {
    String amount = BROWSER.findElement(By.cssSelector("h1 small")).getText();
    return !amount.endsWith("…") && Integer.parseInt(amount) >= 1_000;
  }

  private static void fill(int from, int to) {
    for (int i = from; i < to; i++) {
      Broker.createQueue("long-%04d".formatted(i));
    }
  }
}
