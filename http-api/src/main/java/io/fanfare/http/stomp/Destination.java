package io.fanfare.http.stomp;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.queues.model.QueueName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where frames are sent to and messages come from.
 *
 * @param topic whether it is a topic, and not a queue
 * @param account whose it is
 * @param name its name, with {@code .fifo} if it is one
 */
record Destination(boolean topic, String account, String name) {

  private static final Pattern FORM =
      Pattern.compile("/(topic|queue)/(?:([0-9]{12})/)?([A-Za-z0-9_-]+(?:\\.fifo)?)");
  private static final int LONGEST = 256;

  /** The destination of a frame of {@code caller}, whose own it is if no account is named. */
  static Destination of(@Nullable String header, Caller caller) {
    if (header == null) {
      throw CommonError.MISSING_PARAMETER.refuse("The header destination is missing.");
    }
    Matcher form = FORM.matcher(header);
    if (!form.matches() || header.length() > LONGEST) {
      throw invalid();
    }
    String account = form.group(2) == null ? caller.account() : form.group(2);
    return new Destination(form.group(1).equals("topic"), account, form.group(3));
  }

  private static BrokerException invalid() {
    return StompError.INVALID_DESTINATION.refuse(
        "A destination is /queue/NAME or /topic/NAME, with an account of 12 digits before the name"
            + " if it is another's.");
  }

  boolean isFifo() {
    return name.endsWith(QueueName.FIFO_SUFFIX);
  }

  /** The URL of the queue. */
  String queueUrl(Caller caller) {
    return new QueueName(account, caller.region(), name).url(caller);
  }

  /** The ARN of the topic. */
  String topicArn(Caller caller) {
    return Arn.ofTopic(caller.region(), account, name).toString();
  }
}
