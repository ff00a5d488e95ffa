package io.fanfare.topics.mobile;

import io.fanfare.core.Arn;
import io.fanfare.core.Attribute;
import java.util.List;
import java.util.Optional;

/** Every attribute of an application that takes push notifications, declared once. */
public final class ApplicationAttribute {

  public static final Attribute<Boolean> ENABLED = Attribute.flag("Enabled").orElse("true");
  public static final Attribute<String> PLATFORM_PRINCIPAL = text("PlatformPrincipal");
  public static final Attribute<String> PLATFORM_CREDENTIAL = text("PlatformCredential");
  public static final Attribute<String> APPLE_PLATFORM_TEAM_ID = text("ApplePlatformTeamID");
  public static final Attribute<String> APPLE_PLATFORM_BUNDLE_ID = text("ApplePlatformBundleID");
  public static final Attribute<String> EVENT_ENDPOINT_CREATED = topic("EventEndpointCreated");
  public static final Attribute<String> EVENT_ENDPOINT_DELETED = topic("EventEndpointDeleted");
  public static final Attribute<String> EVENT_ENDPOINT_UPDATED = topic("EventEndpointUpdated");
  public static final Attribute<String> EVENT_DELIVERY_FAILURE = topic("EventDeliveryFailure");
  public static final Attribute<String> SUCCESS_FEEDBACK_ROLE_ARN = role("SuccessFeedbackRoleArn");
  public static final Attribute<String> FAILURE_FEEDBACK_ROLE_ARN = role("FailureFeedbackRoleArn");
  public static final Attribute<Integer> SUCCESS_FEEDBACK_SAMPLE_RATE =
      Attribute.whole("SuccessFeedbackSampleRate", 0, 100);
  public static final Attribute<String> AUTHENTICATION_METHOD =
      Attribute.computed("AuthenticationMethod", "what kind of credential it has");

  private static final List<Attribute<?>> ALL =
      List.of(
          ENABLED,
          PLATFORM_PRINCIPAL,
          PLATFORM_CREDENTIAL,
          APPLE_PLATFORM_TEAM_ID,
          APPLE_PLATFORM_BUNDLE_ID,
          EVENT_ENDPOINT_CREATED,
          EVENT_ENDPOINT_DELETED,
          EVENT_ENDPOINT_UPDATED,
          EVENT_DELIVERY_FAILURE,
          SUCCESS_FEEDBACK_ROLE_ARN,
          FAILURE_FEEDBACK_ROLE_ARN,
          SUCCESS_FEEDBACK_SAMPLE_RATE,
          AUTHENTICATION_METHOD);

  private ApplicationAttribute() {}

  /** Every attribute, in the order in which they are shown. */
  public static List<Attribute<?>> all() {
    return ALL;
  }

  /** Whether {@code attribute} is kept and never shown. */
  public static boolean isSecret(Attribute<?> attribute) {
    return attribute == PLATFORM_PRINCIPAL || attribute == PLATFORM_CREDENTIAL;
  }

  private static Attribute<String> text(String name) {
    return Attribute.text(name, "any text", Optional::of);
  }

  private static Attribute<String> topic(String name) {
    return Attribute.text(name, "the ARN of a topic", text -> arn(text, "sns"));
  }

  private static Attribute<String> role(String name) {
    return Attribute.text(name, "the ARN of a role", text -> arn(text, "iam"));
  }

  private static Optional<String> arn(String text, String service) {
    return Arn.parse(text).filter(arn -> arn.service().equals(service)).map(Arn::toString);
  }
}
