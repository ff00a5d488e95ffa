package io.fanfare.queues.model;

import io.fanfare.core.Absent;
import io.fanfare.core.AlwaysPresent;
import io.fanfare.core.CommonError;
import io.fanfare.core.Lists;
import io.fanfare.core.MessageAttribute;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows a page of a queue's messages without receiving them, which AWS does not have.
 *
 * @param queueUrl the queue's URL, of which the host does not matter, or its name; {@code
 *     QueueDoesNotExist} if there is none
 * @param states which messages, by where they stand; empty for all of them. Those of one state
 *     follow those of another, in the order of {@link MessageState}
 * @param maxResults how many at the most; 10 if absent
 * @param nextToken what the page before said; the other parameters are to be the same
 * @param contains what a message has to have in its body, its id or the name or the text of an
 *     attribute that its sender gave, in capitals or not: 1 to 256 characters. All by default
 */
public record PeekMessages(
    String queueUrl,
    List<MessageState> states,
    @Nullable Integer maxResults,
    @Nullable String nextToken,
    @Nullable String contains) {

  public PeekMessages {
    queueUrl = QueueName.requiredUrl(queueUrl);
    states = Lists.orEmpty(states);
    nextToken = Absent.ifEmpty(nextToken);
    Limits.PEEK_RESULTS.check(maxResults);
    if (contains != null && (contains.isEmpty() || contains.length() > Limits.PEEK_TEXT)) {
      throw CommonError.INVALID_PARAMETER_VALUE.refuse(
          "Value for parameter Contains is invalid. Reason: Must be 1 to %d characters in length.",
          Limits.PEEK_TEXT);
    }
  }

  /** The first ten messages, wherever they stand. */
  public PeekMessages(String queueUrl) {
    this(queueUrl, List.of(), null, null);
  }

  /** Messages whatever they contain. */
  public PeekMessages(
      String queueUrl,
      List<MessageState> states,
      @Nullable Integer maxResults,
      @Nullable String nextToken) {
    this(queueUrl, states, maxResults, nextToken, null);
  }

  /**
   * A page. It may hold fewer messages than there is room for, even none, while a token says that
   * there are more.
   *
   * @param messages in the order in which they stand, of one moment
   * @param nextToken for the page after this; absent on the last
   */
  public record Result(@AlwaysPresent List<PeekedMessage> messages, @Nullable String nextToken) {

    public Result {
      messages = List.copyOf(messages);
    }
  }

  /**
   * A message as it stands in its queue.
   *
   * @param messageId a UUID, the same at each receive
   * @param body what was sent, unchanged
   * @param attributes all that the broker tells of it, by AWS's names
   * @param messageAttributes all that the sender gave, by name
   * @param state in which of the three parts of its queue it is
   * @param visibleTimestamp when it becomes visible, in milliseconds since 1970; absent if it is
   */
  public record PeekedMessage(
      String messageId,
      String body,
      Map<String, String> attributes,
      Map<String, MessageAttribute> messageAttributes,
      MessageState state,
      @Nullable Long visibleTimestamp) {

    public PeekedMessage {
      attributes = Lists.orEmpty(attributes);
      messageAttributes = Lists.orEmpty(messageAttributes);
    }
  }
}
