package io.fanfare.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** Asks a broker by the protocols of AWS, signed if there is a key, one question at a time. */
final class ApiClient {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final URI endpoint;
  private final Optional<RequestSigner> signer;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** Asks the broker at {@code endpoint}, signed by {@code signer} if there is one. */
  ApiClient(URI endpoint, Optional<RequestSigner> signer) {
    this.endpoint = endpoint.resolve("/");
    this.signer = signer;
  }

  /**
   * The endpoint that {@code text} is.
   *
   * @throws RefusedException if it is none
   */
  static URI endpoint(String text) {
    try {
      URI endpoint = URI.create(text);
      if (endpoint.getHost() != null
          && ("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))) {
        return endpoint;
      }
    } catch (IllegalArgumentException malformed) {
      throw new RefusedException("'" + text + "' is not the URL of a broker");
    }
    throw new RefusedException("'" + text + "' is not the URL of a broker");
  }

  /**
   * What the queues answer to {@code action}.
   *
   * @throws RefusedException if there is no answer, or a refusal
   */
  JsonObject queues(String action, JsonObject asked) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/x-amz-json-1.0");
    headers.put("x-amz-target", "AmazonSQS." + action);
    HttpResponse<byte[]> answer = post("sqs", headers, asked.encode(), action);
    String text = new String(answer.body(), UTF_8);
    try {
      JsonObject told = text.isEmpty() ? new JsonObject() : new JsonObject(text);
      if (answer.statusCode() != OK) {
        String error = String.valueOf(told.getString("__type")).replaceFirst(".*#", "");
        throw refused(action, error, told.getString("message", told.getString("Message", "")));
      }
      return told;
    } catch (DecodeException strange) {
      throw refused(action, Integer.toString(answer.statusCode()), "it is no broker");
    }
  }

  /**
   * What the topics answer to {@code action}.
   *
   * @throws RefusedException if there is no answer, or a refusal
   */
  Document topics(String action, Map<String, String> asked) {
    Map<String, String> form = new TreeMap<>(asked);
    form.put("Action", action);
    form.put("Version", "2010-03-31");
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/x-www-form-urlencoded; charset=utf-8");
    HttpResponse<byte[]> answer = post("sns", headers, body, action);
    Document told = parse(action, answer.body());
    if (answer.statusCode() != OK) {
      throw refused(action, text(told, "Code"), text(told, "Message"));
    }
    return told;
  }

  /** The text of the first element called {@code name}; empty if there is none. */
  static String text(Document document, String name) {
    return document.getElementsByTagName(name).getLength() == 0
        ? ""
        : document.getElementsByTagName(name).item(0).getTextContent();
  }

  /** The text of the page at {@code path}; nothing if it is not shown. */
  Optional<String> page(String path) {
    HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path)).timeout(PATIENCE).build();
    HttpResponse<byte[]> answer = send(request, path);
    return answer.statusCode() == OK
        ? Optional.of(new String(answer.body(), UTF_8))
        : Optional.empty();
  }

  private HttpResponse<byte[]> post(
      String service, Map<String, String> headers, String body, String action) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::setHeader);
    RequestSigner.Request signed = new RequestSigner.Request("POST", endpoint, headers, body);
    signer.ifPresent(by -> by.headers(signed, service, Instant.now()).forEach(request::setHeader));
    return send(request.build(), action);
  }

  private HttpResponse<byte[]> send(HttpRequest request, String what) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new RefusedException("No broker answers at " + endpoint + ": " + why);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(what + " was broken off");
    }
  }

  private static Document parse(String action, byte[] text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text));
    } catch (ParserConfigurationException | SAXException | IOException strange) {
      throw new RefusedException("The answer to " + action + " is not that of a broker");
    }
  }

  private static RefusedException refused(String action, String error, String message) {
    return new RefusedException(action + " was refused: " + error + ": " + message);
  }
}
