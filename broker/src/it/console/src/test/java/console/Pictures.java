package console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Takes the pictures of the documents, when asked by its name. */
final class Pictures extends Page {

  private static final Path FOLDER = Path.of(System.getProperty("screenshots", ""));

  @AfterEach
  void asBefore() {
    BROWSER.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    colours("light");
  }

  private static void take(String name) throws IOException {
    Files.createDirectories(FOLDER);
    Files.write(FOLDER.resolve(name + ".png"), BROWSER.getScreenshotAs(OutputType.BYTES));
  }

  @Test
  void ofQueuesAQueueAndATopic() throws IOException {
    String[] names = {"invoices", "mail", "orders", "orders-dead", "payments", "thumbnails"};
    for (String name : names) {
      Broker.createQueue(name);
    }
    deadLetters("orders", "orders-dead");
    for (int i = 0; i < 42; i++) {
      String colour = i % 3 == 0 ? "red" : "blue";
      Broker.send("orders", "{\"order\":%d,\"colour\":\"%s\"}".formatted(i, colour));
    }
    Broker.send("orders-dead", "{\"order\":7}");
    Broker.sns("CreateTopic", Map.of("Name", "shipments"));
    for (String name : new String[] {"invoices", "mail", "orders"}) {
      subscribe("sqs", Broker.queueArn(name));
    }
    subscribe("http", "http://127.0.0.1:9090/shipped");
    resize(1100, 520);
    open("queues");
    see(By.xpath("//tbody/tr[td[1][contains(., 'orders')] and td[2]='42']"));
    traffic();
    take("queues");
    colours("dark");
    resize(1100, 760);
    open("queues", "orders");
    see(By.cssSelector(".plot canvas"));
    busyMinute();
    take("queue-dark");
    colours("light");
    open("topics", Broker.topicArn("shipments"));
    see(row("pending"));
    resize(1100, 560);
    take("topic");
  }

  private static void deadLetters(String from, String to) {
    String policy =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":3}".formatted(Broker.queueArn(to));
    Map<String, ?> input =
        Map.of("QueueUrl", from, "Attributes", Map.of("RedrivePolicy", policy));
    Broker.sqs("SetQueueAttributes", input);
  }

  private static void subscribe(String protocol, String endpoint) {
    String topic = Broker.topicArn("shipments");
    Broker.sns("Subscribe", Map.of("TopicArn", topic, "Protocol", protocol, "Endpoint", endpoint));
  }

  /** Sends and receives until the charts have something to show. */
  private static void busyMinute() {
    Map<String, ?> history = Map.of("QueueUrl", "orders");
    Map<String, ?> input = Map.of("QueueUrl", "orders", "MaxNumberOfMessages", 3);
    new WebDriverWait(BROWSER, Duration.ofMinutes(3), Duration.ofMillis(200))
        .until(
            driver -> {
              for (int i = 0; i < 4; i++) {
                Broker.send("orders", "{\"order\":%d}".formatted(i));
              }
              received(Broker.sqs("ReceiveMessage", input));
              List<?> sent = (List<?>) Broker.sqs("GetQueueHistory", history).get("Sent");
              return sent.size() >= 12;
            });
    BROWSER.navigate().refresh();
    until(ExpectedConditions.attributeContains(By.cssSelector("[role=img]"), "aria-label", "0"));
    until(driver -> !driver.findElements(By.xpath("//dt[.='Sent/s']/../dd[.!='–']")).isEmpty());
  }

  @SuppressWarnings("unchecked")
  private static void received(Map<String, Object> answer) {
    Object messages = answer.getOrDefault("Messages", List.of());
    for (Map<String, Object> message : (List<Map<String, Object>>) messages) {
      Broker.sqs(
          "DeleteMessage",
          Map.of("QueueUrl", "orders", "ReceiptHandle", message.get("ReceiptHandle")));
    }
  }

  /** Sends to other queues until the page has seen it twice, so that it shows rates. */
  private static void traffic() {
    By rate = By.xpath("//tbody/tr[contains(., 'mail')]/td[6][.!='–' and .!='0']");
    By numbers = By.xpath("//dl[@class='numbers']/div[dt='Sent/s']/dd[.!='–' and .!='0']");
    until(
        driver -> {
          Broker.send("mail", "to somebody");
          Broker.send("orders", "{\"order\":43}");
          Broker.send("payments", "{\"amount\":9}");
          return !driver.findElements(rate).isEmpty() || !driver.findElements(numbers).isEmpty();
        });
  }
}
