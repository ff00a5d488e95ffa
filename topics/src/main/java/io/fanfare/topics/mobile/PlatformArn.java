package io.fanfare.topics.mobile;

import io.fanfare.core.Arn;
import io.fanfare.topics.model.Platform;
import io.fanfare.topics.model.TopicArn;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.Refusals;
import java.util.Optional;
import java.util.UUID;

/**
 * The ARN of an application, or of a device's endpoint that belongs to one.
 *
 * @param text the whole of it
 * @param application that of the application
 * @param platformName what the platform is called, if there is one of that name
 * @param endpoint which endpoint of the application; empty if it names none that there could be
 */
record PlatformArn(Arn text, Arn application, String platformName, Optional<UUID> endpoint) {

  private static final String SERVICE = "sns";
  private static final String APPLICATION = "app";
  private static final String ENDPOINT = "endpoint";
  private static final int APPLICATION_ELEMENTS = 3;
  private static final int ENDPOINT_ELEMENTS = 4;

  /** The ARN of the application {@code name} on {@code platform}. */
  static PlatformArn ofApplication(String region, String account, Platform platform, String name) {
    Arn arn = Arn.ofTopic(region, account, String.join("/", APPLICATION, platform.name(), name));
    return new PlatformArn(arn, arn, platform.name(), Optional.empty());
  }

  /** The ARN of an application that a request gives as {@code parameter}. */
  static PlatformArn application(String parameter, String text) {
    Arn arn = parse(parameter, text);
    String[] elements = elements(parameter, arn, APPLICATION, APPLICATION_ELEMENTS);
    return new PlatformArn(arn, arn, elements[1], Optional.empty());
  }

  /** The ARN of an endpoint that a request gives as {@code parameter}. */
  static PlatformArn endpoint(String parameter, String text) {
    Arn arn = parse(parameter, text);
    String[] elements = elements(parameter, arn, ENDPOINT, ENDPOINT_ELEMENTS);
    Arn application = with(arn, String.join("/", APPLICATION, elements[1], elements[2]));
    return new PlatformArn(arn, application, elements[1], uuid(elements[3]));
  }

  /** The platform, of which there is one if there is the application. */
  Platform platform() {
    return Platform.of(platformName).orElseThrow();
  }

  /** Whether {@code text} is the ARN of an endpoint, rather than of a topic. */
  static boolean isEndpoint(String text) {
    return Arn.parse(text)
        .filter(arn -> arn.service().equals(SERVICE) && arn.resource().startsWith(ENDPOINT + "/"))
        .isPresent();
  }

  /** That of the endpoint {@code id} of this application. */
  String of(UUID id) {
    String path = application.resource().substring(APPLICATION.length());
    return with(application, ENDPOINT + path + "/" + id).toString();
  }

  /** The region and account whose it is. */
  String scope() {
    return TopicRecord.scope(text.region(), text.account());
  }

  /** The id that {@code text} spells, as ids of endpoints are spelled. */
  static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
    } catch (IllegalArgumentException notUuid) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static Arn parse(String parameter, String text) {
    return Arn.parse(TopicArn.check(parameter, text))
        .filter(arn -> arn.service().equals(SERVICE))
        .orElseThrow(() -> Refusals.invalid(parameter));
  }

  private static String[] elements(String parameter, Arn arn, String kind, int count) {
    String[] elements = arn.resource().split("/", -1);
    if (elements.length != count) {
      throw Refusals.invalid(
          parameter + " Reason: Wrong number of slashes in relative portion of the ARN.");
    }
    if (!elements[0].equals(kind)) {
      throw Refusals.invalid(parameter);
    }
    return elements;
  }

  private static Arn with(Arn arn, String resource) {
    return new Arn(arn.partition(), arn.service(), arn.region(), arn.account(), resource);
  }
}
