package io.fanfare.topics.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a phone number may be: a plus sign and digits. */
public final class PhoneNumber {

  private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{1,15}");

  private PhoneNumber() {}

  /** Whether {@code text} is a phone number. */
  public static boolean isOne(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** {@code text}, which is present and a phone number. */
  public static String check(String path, @Nullable String text) {
    String present = RequiredMember.of(path, text);
    if (!isOne(present)) {
      throw TopicError.INVALID_PARAMETER.refuse(
          "Invalid parameter: PhoneNumber Reason: input incorrectly formatted");
    }
    return present;
  }
}
