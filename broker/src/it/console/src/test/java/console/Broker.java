package console;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.openqa.selenium.json.Json;

/** The broker that the console belongs to, asked without it. */
final class Broker {

  static final String ACCOUNT = "arn:aws:%s:us-east-1:000000000000:%s";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Json JSON = new Json();

  private Broker() {}

  static String endpoint() {
    return System.getProperty("fanfare.endpoint");
  }

  static String queueArn(String name) {
    return ACCOUNT.formatted("sqs", name);
  }

  static String topicArn(String name) {
    return ACCOUNT.formatted("sns", name);
  }

  /** What an action of the queues answers. */
  static Map<String, Object> sqs(String action, Map<String, ?> input) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint()))
            .header("X-Amz-Target", "AmazonSQS." + action)
            .POST(BodyPublishers.ofString(JSON.toJson(input)));
    String answer = send(request);
    return answer.isEmpty() ? Map.of() : JSON.toType(answer, Json.MAP_TYPE);
  }

  /** What an action of the topics answers, in XML. */
  static String sns(String action, Map<String, String> input) {
    String form =
        input.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&", "Action=" + action + "&Version=2010-03-31&", ""));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return send(request);
  }

  static void createQueue(String name) {
    sqs("CreateQueue", Map.of("QueueName", name));
  }

  static void send(String queue, String body) {
    sqs("SendMessage", Map.of("QueueUrl", queue, "MessageBody", body));
  }

  /** All attributes of a queue. */
  @SuppressWarnings("unchecked")
  static Map<String, String> attributes(String queue) {
    Map<String, ?> input = Map.of("QueueUrl", queue, "AttributeNames", new String[] {"All"});
    return (Map<String, String>) sqs("GetQueueAttributes", input).get("Attributes");
  }

  static String visible(String queue) {
    return attributes(queue).get("ApproximateNumberOfMessages");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(response.body());
      }
      return response.body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
