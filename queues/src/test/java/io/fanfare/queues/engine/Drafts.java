package io.fanfare.queues.engine;

import io.fanfare.core.Attributes;
import io.fanfare.core.Caller;
import io.fanfare.core.deduplication.DeduplicationKey;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.rows.GroupKey;
import io.fanfare.queues.rules.QueueSettings;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Messages as they are before a queue takes them in. */
final class Drafts {

  private static final Caller CALLER = new Caller("000000000000", "us-east-1", "http://localhost");

  private Drafts() {}

  static Draft standard(
      String body, @Nullable Integer delaySeconds, @Nullable String group, QueueSettings settings) {
    return Draft.of(
        new SendMessage("q", body, delaySeconds, Map.of(), Map.of(), null, group),
        CALLER,
        settings,
        Draft.Wording.SINGLE);
  }

  static Draft fifo(String body, String group, DeduplicationKey deduplication) {
    Draft draft = standard(body, null, null, QueueSettings.of(Attributes.none()));
    return new Draft(
        draft.content(),
        OptionalLong.empty(),
        draft.bytes(),
        draft.bodyDigest(),
        null,
        null,
        GroupKey.of(group),
        deduplication,
        null);
  }
}
