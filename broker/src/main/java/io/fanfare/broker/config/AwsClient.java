package io.fanfare.broker.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.broker.command.RequestSigner;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Asks a broker that runs, in the protocols of AWS, and waits for its answers. */
final class AwsClient {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String endpoint;
  private final Optional<RequestSigner> signer;

  /**
   * A client of the broker at {@code endpoint}.
   *
   * @param signer proves who asks; if there is none, nobody in particular does
   */
  AwsClient(String endpoint, Optional<RequestSigner> signer) {
    this.endpoint = endpoint.replaceFirst("/+$", "");
    this.signer = signer;
  }

  /** Whether it proves who asks. */
  boolean signs() {
    return signer.isPresent();
  }

  /** What {@code action} on queues answers. */
  ObjectNode queues(String action, ObjectNode request) {
    String answer =
        ask(
            "POST",
            "/",
            "sqs",
            Map.of(
                "Content-Type",
                "application/x-amz-json-1.0",
                "X-Amz-Target",
                "AmazonSQS." + action),
            request.toString());
    return object(answer.isEmpty() ? "{}" : answer);
  }

  /** What {@code action} on topics answers, or on who asks. */
  Element topics(String service, String action, Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("Action", action);
    all.put("Version", service.equals("sts") ? "2011-06-15" : "2010-03-31");
    String form =
        all.entrySet().stream()
            .map(each -> each.getKey() + "=" + RequestSigner.escapedPart(each.getValue()))
            .collect(Collectors.joining("&"));
    return xml(
        ask(
            "POST",
            "/",
            service,
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            form));
  }

  /** What there is of functions at {@code path}. */
  ObjectNode functions(String path) {
    return object(ask("GET", path, "lambda", Map.of(), ""));
  }

  private String ask(
      String method, String path, String service, Map<String, String> headers, String body) {
    URI uri = uri(path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::setHeader);
    signer.ifPresent(
        known ->
            known
                .headers(
                    new RequestSigner.Request(method, uri, headers, body), service, Instant.now())
                .forEach(request::setHeader));
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() / 100 != 2) {
        throw new ConfigException(
            "%s answered %d: %s".formatted(endpoint, answer.statusCode(), answer.body().strip()));
      }
      return answer.body();
    } catch (IOException unreached) {
      throw new ConfigException(endpoint + " cannot be asked: " + unreached);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new ConfigException("It was ended before " + endpoint + " answered.");
    }
  }

  private URI uri(String path) {
    try {
      URI uri = URI.create(endpoint + path);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (IllegalArgumentException notOne) {
      throw new ConfigException(endpoint + " is no URL of http or https.");
    }
    throw new ConfigException(endpoint + " is no URL of http or https.");
  }

  private ObjectNode object(String answer) {
    try {
      if (JSON.readTree(answer) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException notJson) {
      throw new ConfigException(endpoint + " does not answer in JSON.");
    }
    throw new ConfigException(endpoint + " answers with no object.");
  }

  private Element xml(String answer) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(answer)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException notXml) {
      throw new ConfigException(endpoint + " does not answer in XML.");
    }
  }

  /** An empty request. */
  static ObjectNode request() {
    return JSON.createObjectNode();
  }

  /** A request with one member. */
  static ObjectNode request(String name, JsonNode value) {
    return JSON.createObjectNode().set(name, value);
  }
}
