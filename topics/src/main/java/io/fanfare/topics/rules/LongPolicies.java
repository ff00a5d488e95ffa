package io.fanfare.topics.rules;

import io.fanfare.core.BrokerException;
import io.fanfare.filter.FilterPolicy;
import io.fanfare.topics.model.TopicError;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The long filter policies that were read last. To read one of 256 KiB takes some ten milliseconds;
 * so it is read where its request is, away from the event loops, and what was read is found here by
 * whoever judges it and sets it.
 */
final class LongPolicies {

  private static final int LONG = 8_192;
  private static final int SLOTS = 8;

  private static final AtomicReferenceArray<@Nullable Read> LAST =
      new AtomicReferenceArray<>(SLOTS);

  private LongPolicies() {}

  /** What was read, or the refusal of it, which begins with {@code prefix}. */
  private record Read(
      String text,
      boolean ofBody,
      String prefix,
      @Nullable FilterPolicy policy,
      @Nullable BrokerException refusal) {

    static Read of(String prefix, String text, boolean ofBody) {
      try {
        return new Read(text, ofBody, prefix, parse(prefix, text, ofBody), null);
      } catch (BrokerException refusal) {
        return new Read(text, ofBody, prefix, null, refusal);
      }
    }

    boolean is(String prefix, String text, boolean ofBody) {
      return this.ofBody == ofBody
          && (policy != null || this.prefix.equals(prefix))
          && this.text.equals(text);
    }
  }

  /** As {@link FilterPolicy#parse}. */
  static FilterPolicy read(String prefix, String text, boolean ofBody) {
    if (text.length() < LONG) {
      return parse(prefix, text, ofBody);
    }
    int slot = Math.floorMod(31 * text.hashCode() + (ofBody ? 1 : 0), SLOTS);
    Read read = LAST.get(slot);
    if (read == null || !read.is(prefix, text, ofBody)) {
      read = Read.of(prefix, text, ofBody);
      LAST.set(slot, read);
    }
    FilterPolicy policy = read.policy();
    if (policy == null) {
      throw read.refusal() == null ? new IllegalStateException(prefix) : read.refusal();
    }
    return policy;
  }

  private static FilterPolicy parse(String prefix, String text, boolean ofBody) {
    return FilterPolicy.parse(TopicError.INVALID_PARAMETER, prefix, text, ofBody);
  }
}
