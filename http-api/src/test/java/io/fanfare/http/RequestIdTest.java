package io.fanfare.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.queues.model.SendMessage;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer names its request, and the log speaks of a request by that name. */
final class RequestIdTest extends HttpApiFixture {

  private static final Pattern ID =
      Pattern.compile("x-amzn-requestid: [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\r\n");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /SimpleNotificationService-0123.pem HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /SimpleNotificationService-9999.pem HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /?Action=ListQueues HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /?Action=Nonsense HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "OPTIONS / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
        "CONNECT x:1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n",
        "NONSENSE\r\n\r\n",
        "GET / HTTP/1.2\r\nHost: localhost\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      })
  void everyAnswerNamesItsRequest(String request) throws IOException {
    assertNamed(request);
  }

  @Test
  void anAnswerToAHeadThatIsTooLongNamesItsRequest() throws IOException {
    assertNamed("GET /" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertNamed("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
  }

  @Test
  void aRequestThatFailsIsLoggedUnderTheIdOfItsAnswer() {
    Lines log = new Lines();
    Logger logger = Logger.getLogger(Exchange.class.getName());
    logger.addHandler(log);
    fakes.on(SendMessage.class, call -> Future.failedFuture(new IllegalStateException("expected")));
    HttpResponse<String> answer = json("SendMessage", SEND);
    logger.removeHandler(log);
    assertEquals(
        List.of("Request " + header(answer, "x-amzn-requestid") + " failed"), log.messages);
  }

  private void assertNamed(String request) throws IOException {
    try (RawClient raw = new RawClient(api.port())) {
      raw.send(request);
      String head = raw.receive().head();
      assertTrue(ID.matcher(head).find(), head);
      assertEquals(1, ID.matcher(head).results().count(), head);
    }
  }

  /** Keeps what is logged. */
  private static final class Lines extends Handler {
    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      messages.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
