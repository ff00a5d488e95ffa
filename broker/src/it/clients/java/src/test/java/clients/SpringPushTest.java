package clients;

import static clients.Clients.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.awspring.cloud.sns.annotation.endpoint.NotificationMessageMapping;
import io.awspring.cloud.sns.annotation.endpoint.NotificationSubscriptionMapping;
import io.awspring.cloud.sns.annotation.endpoint.NotificationUnsubscribeConfirmationMapping;
import io.awspring.cloud.sns.annotation.handlers.NotificationMessage;
import io.awspring.cloud.sns.annotation.handlers.NotificationSubject;
import io.awspring.cloud.sns.handlers.NotificationMessageHandlerMethodArgumentResolver;
import io.awspring.cloud.sns.handlers.NotificationStatus;
import io.awspring.cloud.sns.handlers.NotificationStatusHandlerMethodArgumentResolver;
import io.awspring.cloud.sns.handlers.NotificationSubjectHandlerMethodArgumentResolver;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * What is pushed over HTTP, as Spring Cloud AWS hands it to an application. It verifies signatures
 * with {@code sns-message-manager}, which is left out here; {@link PushTest} does.
 */
class SpringPushTest {

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final SnsClient sns = Clients.sns();
  private final MockMvc spring =
      MockMvcBuilders.standaloneSetup(new Hook())
          .setCustomArgumentResolvers(
              new NotificationStatusHandlerMethodArgumentResolver(sns),
              new NotificationMessageHandlerMethodArgumentResolver(),
              new NotificationSubjectHandlerMethodArgumentResolver())
          .build();
  private final HttpServer endpoint;

  SpringPushTest() throws IOException {
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.createContext("/", this::pass);
    endpoint.start();
  }

  @AfterEach
  void close() {
    endpoint.stop(0);
    sns.close();
  }

  /** What an application with Spring Cloud AWS has for its subscriptions. */
  @Controller
  @RequestMapping("/hook")
  final class Hook {

    @NotificationSubscriptionMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void asked(NotificationStatus status) {
      status.confirmSubscription();
      heard.add("confirmed");
    }

    @NotificationMessageMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void told(@NotificationSubject String subject, @NotificationMessage String message) {
      heard.add(subject + ": " + message);
    }

    @NotificationUnsubscribeConfirmationMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void ended(NotificationStatus status) {
      status.confirmSubscription();
      heard.add("restored");
    }
  }

  /** Hands a request on to Spring as it was posted. */
  private void pass(HttpExchange exchange) throws IOException {
    HttpHeaders headers = new HttpHeaders();
    exchange.getRequestHeaders().forEach((name, values) -> headers.addAll(name, values));
    int status = HttpStatus.INTERNAL_SERVER_ERROR.value();
    try {
      byte[] body = exchange.getRequestBody().readAllBytes();
      MvcResult result =
          spring.perform(post("/hook").headers(headers).content(body)).andReturn();
      status = result.getResponse().getStatus();
      if (status != HttpStatus.NO_CONTENT.value()) {
        heard.add(status + ": " + result.getResolvedException());
      }
    } catch (Exception e) {
      heard.add(e.toString());
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Test
  void aSubscriptionIsConfirmedToldAndRestored() throws Exception {
    String topic = sns.createTopic(request -> request.name("spring-push")).topicArn();
    String url = "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/hook";
    String arn =
        sns.subscribe(
                request ->
                    request
                        .topicArn(topic)
                        .protocol("http")
                        .endpoint(url)
                        .returnSubscriptionArn(true))
            .subscriptionArn();
    assertNext("confirmed");
    Map<String, String> attributes =
        sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn)).attributes();
    assertEquals("false", attributes.get("PendingConfirmation"));
    sns.publish(request -> request.topicArn(topic).message(TEXT).subject("a subject"));
    assertNext("a subject: " + TEXT);
    unsubscribe(arn);
    assertNext("restored");
    sns.publish(request -> request.topicArn(topic).message("again").subject("b"));
    assertNext("b: again");
  }

  private void assertNext(String text) throws InterruptedException {
    String next = heard.poll(20, TimeUnit.SECONDS);
    assertNotNull(next, "nothing instead of " + text);
    assertEquals(text, next);
  }

  /** As who follows the link in a notification does, who says not who they are. */
  private static void unsubscribe(String arn) throws IOException {
    URI link = URI.create(Clients.ENDPOINT + "/?Action=Unsubscribe&SubscriptionArn=" + arn);
    try (InputStream answer = link.toURL().openStream()) {
      answer.readAllBytes();
    }
  }
}
