package io.fanfare.topics.rules;

import static io.fanfare.topics.model.TopicError.INVALID_PARAMETER;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.rows.Token;
import io.fanfare.topics.rows.TopicRecord;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may confirm a subscription, with AWS's refusals of everything else. */
public final class ConfirmationRules {

  private ConfirmationRules() {}

  /**
   * A confirmation whose form has been checked.
   *
   * @param topic where the topic is said to be
   * @param signed whether the caller said who they are
   * @param guard whether nobody may end the subscription then without saying who they are
   */
  public record Request(Arn topic, Token token, boolean signed, boolean guard) {

    /** Refuses a topic of another place than {@code actual}; its name does not matter. */
    public void checkPlace(TopicRecord actual) {
      if (!TopicRecord.scope(topic.region(), topic.account()).equals(actual.scope())) {
        throw Refusals.invalid("Topic");
      }
    }
  }

  /** What {@code request} asks, by {@code caller}. */
  public static Request check(ConfirmSubscription request, Caller caller) {
    Arn topic = topic(request.topicArn(), caller);
    String text = request.token();
    if (text == null) {
      throw Refusals.missing("token");
    }
    Token token = Token.parse(text).orElseThrow(() -> INVALID_PARAMETER.refuse("Invalid token"));
    boolean guard = guard(request.authenticateOnUnsubscribe());
    if (guard && !caller.signed()) {
      throw Refusals.notAuthorized(caller, "ConfirmSubscription", topic.toString());
    }
    return new Request(topic, token, caller.signed(), guard);
  }

  /** Who is not signed follows a link, which says nothing of a region but the topic's. */
  private static Arn topic(@Nullable String text, Caller caller) {
    if (text == null) {
      throw Refusals.invalid("TopicArn Reason: no value for required parameter");
    }
    return Optional.of(text)
        .flatMap(Arn::parse)
        .filter(arn -> arn.service().equals("sns"))
        .filter(arn -> !caller.signed() || arn.region().equals(caller.region()))
        .orElseThrow(() -> Refusals.invalid("Topic"));
  }

  private static boolean guard(@Nullable String text) {
    return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false", "" -> false;
      default -> throw Refusals.invalid("AuthenticateOnUnsubscribe");
    };
  }
}
