package io.fanfare.topics.mobile;

import io.fanfare.core.Arn;
import io.fanfare.core.Attribute;
import java.util.List;
import java.util.Optional;

/** Every attribute of an application that takes push notifications, declared once. */
public final class ApplicationAttribute {

  /**
   * Whether the devices of the application are sent anything; {@code true} by default, and
   * otherwise a publish is refused with PlatformApplicationDisabled.
   */
  public static final Attribute<Boolean> ENABLED = Attribute.flag("Enabled").orElse("true");

  /**
   * Who the platform knows the application as, such as a certificate or the id of a client: any
   * text, needed by some platforms. Kept, and never shown.
   */
  public static final Attribute<String> PLATFORM_PRINCIPAL = text("PlatformPrincipal");

  /**
   * By what the platform knows the application, such as a key: any text, needed by all of them.
   * Kept, and never shown.
   */
  public static final Attribute<String> PLATFORM_CREDENTIAL = text("PlatformCredential");

  /**
   * The team of a developer at Apple, for a credential that is a signing key: any text, not set by
   * default.
   */
  public static final Attribute<String> APPLE_PLATFORM_TEAM_ID = text("ApplePlatformTeamID");

  /**
   * The bundle of the application at Apple, for a credential that is a signing key: any text, not
   * set by default.
   */
  public static final Attribute<String> APPLE_PLATFORM_BUNDLE_ID = text("ApplePlatformBundleID");

  /**
   * The ARN of the topic that AWS tells of new endpoints; not set by default. Kept and shown if it
   * is set; nothing is published there.
   */
  public static final Attribute<String> EVENT_ENDPOINT_CREATED = topic("EventEndpointCreated");

  /**
   * The ARN of the topic that AWS tells of deleted endpoints; not set by default. Kept and shown if
   * it is set; nothing is published there.
   */
  public static final Attribute<String> EVENT_ENDPOINT_DELETED = topic("EventEndpointDeleted");

  /**
   * The ARN of the topic that AWS tells of changed endpoints; not set by default. Kept and shown if
   * it is set; nothing is published there.
   */
  public static final Attribute<String> EVENT_ENDPOINT_UPDATED = topic("EventEndpointUpdated");

  /**
   * The ARN of the topic that AWS tells of deliveries that have failed; not set by default. Kept
   * and shown if it is set; nothing is published there.
   */
  public static final Attribute<String> EVENT_DELIVERY_FAILURE = topic("EventDeliveryFailure");

  /**
   * The ARN of the role by which AWS would log deliveries that have succeeded; not set by default.
   * It is kept and shown only.
   */
  public static final Attribute<String> SUCCESS_FEEDBACK_ROLE_ARN = role("SuccessFeedbackRoleArn");

  /**
   * The ARN of the role by which AWS would log deliveries that have failed; not set by default. It
   * is kept and shown only.
   */
  public static final Attribute<String> FAILURE_FEEDBACK_ROLE_ARN = role("FailureFeedbackRoleArn");

  /**
   * How many in a hundred successes AWS would log; 0 to 100, not set by default. It is kept and
   * shown only.
   */
  public static final Attribute<Integer> SUCCESS_FEEDBACK_SAMPLE_RATE =
      Attribute.whole("SuccessFeedbackSampleRate", 0, 100);

  /**
   * What kind of credential it has: {@code token} or {@code certificate} at Apple, {@code token} or
   * {@code key} at Google. Other platforms show none.
   */
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
