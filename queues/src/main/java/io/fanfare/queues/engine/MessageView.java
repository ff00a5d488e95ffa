package io.fanfare.queues.engine;

import io.fanfare.core.Digest;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.SequenceNumber;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.rows.Content;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message as its receiver asked to see it. */
public final class MessageView {

  private static final String ALL = "All";

  private final Set<String> systemNames;
  private final List<String> attributeNames;

  /** The view that {@code request} asks for. */
  public MessageView(ReceiveMessage request) {
    this.systemNames = union(request.attributeNames(), request.messageSystemAttributeNames());
    this.attributeNames = request.messageAttributeNames();
  }

  private static Set<String> union(List<String> some, List<String> more) {
    if (some.isEmpty() && more.isEmpty()) {
      return Set.of();
    }
    Set<String> all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }

  /** What the receiver sees of a message, whose handle {@code codec} makes. */
  public Message of(Received received, Content content, ReceiptHandleCodec codec) {
    Map<String, MessageAttribute> attributes = select(content.attributes());
    return new Message(
        received.id().toString(),
        codec.encode(received.handle()),
        content.digest(),
        content.body(),
        systemNames.isEmpty() ? Map.of() : selectSystem(systemAttributes(received, content)),
        attributes.isEmpty() ? null : Digest.ofAttributes(attributes),
        attributes);
  }

  private Map<String, MessageAttribute> select(Map<String, MessageAttribute> all) {
    if (attributeNames.isEmpty() || all.isEmpty()) {
      return Map.of();
    }
    Map<String, MessageAttribute> selected = new LinkedHashMap<>();
    all.forEach(
        (name, attribute) -> {
          if (attributeNames.stream().anyMatch(filter -> selects(filter, name))) {
            selected.put(name, attribute);
          }
        });
    return selected;
  }

  private static boolean selects(String filter, String name) {
    if (filter.equals(ALL) || filter.equals(".*") || filter.equals("*")) {
      return true;
    }
    return filter.endsWith(".*")
        ? name.startsWith(filter.substring(0, filter.length() - 2))
        : name.equals(filter);
  }

  private Map<String, String> selectSystem(Map<String, String> all) {
    if (!systemNames.contains(ALL)) {
      all.keySet().retainAll(systemNames);
    }
    return all;
  }

  /** All that the broker tells of a message, by name. */
  public static Map<String, String> systemAttributes(Received received, Content content) {
    Map<String, String> shown = new LinkedHashMap<>();
    show(shown, "SenderId", content.senderId());
    show(shown, "SentTimestamp", Long.toString(received.sentAt()));
    show(shown, "ApproximateReceiveCount", Integer.toString(received.receiveCount()));
    if (received.receiveCount() > 0) {
      show(shown, "ApproximateFirstReceiveTimestamp", Long.toString(received.firstReceivedAt()));
    }
    show(shown, "MessageGroupId", content.groupId());
    if (content.deduplicationId() != null) {
      show(shown, "MessageDeduplicationId", deduplicationId(received, content));
      show(shown, "SequenceNumber", SequenceNumber.of(received.handle().sequence()));
    }
    show(shown, "AWSTraceHeader", content.traceHeader());
    show(shown, "DeadLetterQueueSourceArn", received.source());
    return shown;
  }

  /** What a FIFO queue knows the message by: one that was given up is known by its MessageId. */
  private static @Nullable String deduplicationId(Received received, Content content) {
    return received.source() == null ? content.deduplicationId() : received.id().toString();
  }

  private static void show(Map<String, String> shown, String name, @Nullable String value) {
    if (value != null) {
      shown.put(name, value);
    }
  }
}
