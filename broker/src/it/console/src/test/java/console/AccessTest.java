package console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A broker with access control is told who asks, by a signature that is made in the browser. */
final class AccessTest extends Page {

  private static final String GUARDED = System.getProperty("fanfare.guarded");

  @BeforeEach
  void asNobody() {
    openAt(GUARDED);
    BROWSER.executeScript("sessionStorage.clear()");
    openAt(GUARDED);
  }

  private static void signIn(String key, String secret) {
    fill("key", key);
    fill("secret", secret);
    press("Sign in");
  }

  @Test
  void whoSignsInWorksAsWithoutAccessControl() {
    see("This broker wants to know who asks.");
    signIn("AKIAFANFAREROOT000", "root-secret");
    gone(By.tagName("dialog"));
    press("Create queue…");
    fill("QueueName", "signed");
    press("Create");
    see(By.xpath("//h1[contains(., 'signed')]"));
    follow("Send");
    fill("MessageBody", "grüße 🎺");
    press("Send");
    see(number("Visible", "1"));
    follow("Topics");
    press("Create topic…");
    fill("TopicName", "signed");
    press("Create");
    see(Broker.topicArn("signed"));
    BROWSER.navigate().refresh();
    see(number("Confirmed", "0"));
    press("Sign out");
    see("This broker wants to know who asks.");
  }

  @Test
  void aWrongSecretIsRefusedInTheDialog() {
    signIn("AKIAFANFAREROOT000", "not-the-secret");
    see(By.xpath("//dialog//code[.='SignatureDoesNotMatch']"));
    assertEquals(null, BROWSER.executeScript("return sessionStorage.getItem('fanfare.session')"));
  }

  @Test
  void whoIsSignedInStaysSoWhileAnotherIsRefused() {
    signIn("AKIAFANFAREROOT000", "root-secret");
    gone(By.tagName("dialog"));
    press("Sign in…");
    signIn("AKIAFANFAREALICE00", "not-the-secret");
    see(By.xpath("//dialog//code[.='SignatureDoesNotMatch']"));
    Object kept = BROWSER.executeScript("return sessionStorage.getItem('fanfare.session')");
    assertTrue(kept.toString().contains("AKIAFANFAREROOT000"));
  }

  @Test
  void whoMayNotIsToldSo() {
    signIn("AKIAFANFAREALICE00", "alice-secret");
    gone(By.tagName("dialog"));
    press("Create queue…");
    fill("QueueName", "not-hers");
    press("Create");
    see(By.xpath("//dialog//p[contains(@class, 'refusal')]/code[starts-with(., 'AccessDenied')]"));
  }
}
