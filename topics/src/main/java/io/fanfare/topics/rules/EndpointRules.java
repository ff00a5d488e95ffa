package io.fanfare.topics.rules;

import io.fanfare.core.Arn;
import io.fanfare.queues.model.QueueName;
import io.fanfare.topics.model.Protocol;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.rows.SubscriptionRecord.Target;
import io.fanfare.topics.rows.TopicRecord;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an endpoint of each protocol may be, with AWS's refusals of everything else. */
public final class EndpointRules {

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final Pattern PHONE = Pattern.compile("\\+[0-9](?:[-/. ]?[0-9]){0,19}");
  private static final int MOST_LENGTH = 2_048;
  private static final String ENDPOINT = "Invalid parameter: Endpoint Reason: ";

  private EndpointRules() {}

  /** Where {@code request} wants the messages of {@code topic} to go. */
  public static Target target(Subscribe request, TopicRecord topic) {
    if (request.protocol() == null) {
      throw Refusals.missing("protocol");
    }
    String text = request.protocol();
    Protocol protocol =
        Protocol.of(text)
            .orElseThrow(
                () ->
                    Refusals.invalid("Amazon SNS does not support this protocol string: " + text));
    String endpoint = request.endpoint() == null ? "" : request.endpoint();
    check(protocol, endpoint);
    checkKind(protocol, endpoint, topic);
    return new Target(text, endpoint);
  }

  /** Refuses an endpoint that policies are not asked about, because of its length. */
  public static void checkLength(Subscribe request) {
    String endpoint = request.endpoint();
    require(endpoint == null || endpoint.length() <= MOST_LENGTH, "Endpoint is too long");
  }

  /** The queue that {@code arn} names, if it names one. */
  public static Optional<Arn> queue(String arn) {
    return Arn.parse(arn).filter(EndpointRules::isQueue);
  }

  /** Whether {@code queue} is a FIFO queue, by its name. */
  public static boolean isFifo(Arn queue) {
    return queue.resource().endsWith(QueueName.FIFO_SUFFIX);
  }

  private static void check(Protocol protocol, String endpoint) {
    switch (protocol) {
      case SQS -> require(queue(endpoint).isPresent(), "SQS endpoint ARN");
      case HTTP, HTTPS ->
          require(isUrl(protocol, endpoint), "Endpoint must match the specified protocol");
      case EMAIL, EMAIL_JSON -> require(EMAIL.matcher(endpoint).matches(), "Email address");
      case SMS -> {
        if (!PHONE.matcher(endpoint).matches()) {
          throw TopicError.INVALID_PARAMETER.refuse("Invalid SMS endpoint: %s", endpoint);
        }
      }
      case LAMBDA -> require(isArn(endpoint, "lambda", "function:"), "Lambda endpoint ARN");
      case FIREHOSE ->
          require(isArn(endpoint, "firehose", "deliverystream/"), "Firehose endpoint ARN");
      case APPLICATION ->
          require(
              isArn(endpoint, "sns", "endpoint/"), "Application endpoint arn invalid:" + endpoint);
    }
  }

  private static void checkKind(Protocol protocol, String endpoint, TopicRecord topic) {
    if (topic.isFifo()) {
      require(protocol == Protocol.SQS, ENDPOINT + "Please use FIFO SQS queue");
    } else {
      require(
          protocol != Protocol.SQS || !endpoint.endsWith(QueueName.FIFO_SUFFIX),
          ENDPOINT + "FIFO SQS Queues can not be subscribed to standard SNS topics");
    }
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw Refusals.invalid(otherwise);
    }
  }

  private static boolean isQueue(Arn arn) {
    return arn.service().equals("sqs")
        && !arn.region().isEmpty()
        && !arn.account().isEmpty()
        && (QueueName.isLegal(arn.resource()) || QueueName.isLegalFifo(arn.resource()));
  }

  private static boolean isArn(String text, String service, String start) {
    return Arn.parse(text)
        .filter(arn -> arn.service().equals(service))
        .filter(arn -> !arn.region().isEmpty() && !arn.account().isEmpty())
        .map(Arn::resource)
        .filter(resource -> resource.startsWith(start) && resource.length() > start.length())
        .isPresent();
  }

  /** Hosts with an underscore are no hosts to the URI, but to those who name their containers. */
  private static boolean isUrl(Protocol protocol, String text) {
    try {
      URI url = new URI(text);
      return protocol.toString().equalsIgnoreCase(url.getScheme()) && url.getRawAuthority() != null;
    } catch (URISyntaxException notUrl) {
      return false;
    }
  }
}
