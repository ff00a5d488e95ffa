package io.fanfare.http.stomp;

import io.fanfare.core.CommonError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of heart-beats.
 *
 * @param sends how often it can send something, in milliseconds; 0 for never
 * @param wants how often it wants to receive something; 0 for never
 */
record HeartBeats(int sends, int wants) {

  private static final Pattern FORM = Pattern.compile("\\s*([0-9]{1,9})\\s*,\\s*([0-9]{1,9})\\s*");

  /** What the header of CONNECT says, which need not be there. */
  static HeartBeats of(@Nullable String header) {
    if (header == null) {
      return new HeartBeats(0, 0);
    }
    Matcher form = FORM.matcher(header);
    if (!form.matches()) {
      throw CommonError.INVALID_PARAMETER_VALUE.refuse(
          "The header heart-beat must be two numbers of milliseconds.");
    }
    return new HeartBeats(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }
}
