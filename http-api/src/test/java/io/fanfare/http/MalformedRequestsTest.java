package io.fanfare.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody can read is refused as AWS would, and is no event for the log. */
final class MalformedRequestsTest extends HttpApiFixture {

  private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
  private final Handler log =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          if (record.getLevel().intValue() >= Level.WARNING.intValue()
              && !String.valueOf(record.getLoggerName()).endsWith("BlockedThreadChecker")) {
            logged.add(record.getLoggerName() + ": " + record.getMessage());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void watchTheLog() {
    Logger.getLogger("").addHandler(log);
  }

  @AfterEach
  void theLogIsSilent() {
    Logger.getLogger("").removeHandler(log);
    assertEquals(List.of(), logged);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%zz",
        "/%",
        "/%2",
        "/%u1234",
        "/%+1",
        "/%ff",
        "/%c3%28",
        "/%00",
        "/%7F",
        "/\0",
        "/health/%zz",
        "/health?%zz",
        "/metrics%",
        "/?%zz",
        "/?Action=%zz",
        "/?Action=CreateQueue&a[%zz]=1",
        "/000000000000/%zz",
        "/000000000000/q%zz?Action=SendMessage&MessageBody=x",
        "/SimpleNotificationService-%zz.pem",
        "http://localhost/%zz",
        "http://h/?%zz",
        "/a#b%zz",
        "*",
        "#",
        "foo",
        "\\",
        "localhost:80",
        "http:/x",
      })
  void aTargetThatCannotBeReadIsRefused(String target) throws IOException {
    for (String method : List.of("GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE", "ODD")) {
      RawClient.Answer answer = ask(method, target, "Host: localhost");
      assertEquals(400, answer.status(), method);
      assertTrue(answer.head().contains("x-amzn-requestid: "), answer.head());
      assertTrue(method.equals("HEAD") || answer.body().contains("MalformedInput"), answer.body());
    }
  }

  @Test
  void theNewerProtocolIsRefusedInItsOwnWords() throws IOException {
    RawClient.Answer answer =
        ask("POST", "/?%zz", "Host: localhost\r\nX-Amz-Target: AmazonSQS.SendMessage");
    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("#SerializationException\""), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: y", "Host: %zz", "Host: a b", "Host: [", "Host: http://x/"})
  void aHostThatIsMissingOrNoneIsRefused(String head) throws IOException {
    for (String path : List.of("/health", "/metrics", "/?Action=CreateQueue&QueueName=q")) {
      assertEquals(400, ask("GET", path, head).status(), path);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//",
        "///x//y",
        "/..",
        "/a/../../b",
        "/%2e%2e/%2e%2e",
        "/[",
        "/<x>",
        "/;a=b",
        "/{a}",
        "http://[",
        "/?&&&=",
      })
  void anOddPathIsNoActions(String target) throws IOException {
    for (String method : List.of("GET", "POST")) {
      assertEquals(404, ask(method, target, "Host: localhost").status(), method);
    }
    for (String method : List.of("PUT", "ODD", "CONNECT")) {
      int status = ask(method, target, "Host: localhost").status();
      assertTrue(status == 405 || status == 400, method + " " + status);
    }
  }

  @Test
  void aLongPathIsNoActionsEither() throws IOException {
    String path = "/" + "../".repeat(20_000);
    assertEquals(404, ask("GET", path, "Host: localhost").status());
    assertEquals(414, ask("GET", path + "x".repeat(10_000), "Host: localhost").status());
  }

  private RawClient.Answer ask(String method, String target, String head) throws IOException {
    try (RawClient raw = new RawClient(api.port())) {
      String length = method.equals("POST") || method.equals("PUT") ? "Content-Length: 0\r\n" : "";
      raw.send("%s %s HTTP/1.1\r\n%s\r\n%s\r\n".formatted(method, target, head, length));
      return raw.receive(method);
    }
  }
}
