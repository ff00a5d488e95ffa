package io.fanfare.topics.mobile;

import io.fanfare.core.Attribute;
import java.util.List;
import java.util.Optional;

/** What can be set for the text messages of an account in a region, declared once. */
public final class SmsAttribute {

  /**
   * How many dollars a month AWS may charge for text messages; from 0, 1 by default. Always shown,
   * and without effect, as none is sent.
   */
  public static final Attribute<Integer> MONTHLY_SPEND_LIMIT =
      Attribute.whole("MonthlySpendLimit", 0, Integer.MAX_VALUE).orElse("1");

  /**
   * The ARN of the role by which AWS would log deliveries: any text, not set by default. It is kept
   * and shown only.
   */
  public static final Attribute<String> DELIVERY_STATUS_IAM_ROLE =
      Attribute.text("DeliveryStatusIAMRole", "the ARN of a role", Optional::of);

  /**
   * How many in a hundred successes AWS would log; 0 to 100, not set by default. It is kept and
   * shown only.
   */
  public static final Attribute<Integer> DELIVERY_STATUS_SUCCESS_SAMPLING_RATE =
      Attribute.whole("DeliveryStatusSuccessSamplingRate", 0, 100);

  /**
   * Who text messages come from: up to 11 letters and digits, not set by default. It is kept and
   * shown only.
   */
  public static final Attribute<String> DEFAULT_SENDER_ID =
      Attribute.text(
          "DefaultSenderID",
          "up to 11 letters and digits",
          text -> Optional.of(text).filter(id -> id.matches("[A-Za-z0-9]{0,11}")));

  /**
   * What text messages are for: {@code Promotional} or {@code Transactional}, not set by default.
   * It is kept and shown only.
   */
  public static final Attribute<String> DEFAULT_SMS_TYPE =
      Attribute.oneOf("DefaultSMSType", "Promotional", "Transactional");

  /**
   * The bucket that AWS would write daily reports to: any text, not set by default. It is kept and
   * shown only.
   */
  public static final Attribute<String> USAGE_REPORT_S3_BUCKET =
      Attribute.text("UsageReportS3Bucket", "the name of a bucket", Optional::of);

  private static final List<Attribute<?>> ALL =
      List.of(
          MONTHLY_SPEND_LIMIT,
          DELIVERY_STATUS_IAM_ROLE,
          DELIVERY_STATUS_SUCCESS_SAMPLING_RATE,
          DEFAULT_SENDER_ID,
          DEFAULT_SMS_TYPE,
          USAGE_REPORT_S3_BUCKET);

  private SmsAttribute() {}

  /** Every attribute, in the order in which they are shown. */
  public static List<Attribute<?>> all() {
    return ALL;
  }
}
