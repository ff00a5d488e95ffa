package io.fanfare.core.deduplication;

import io.fanfare.core.Sha256;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a MessageDeduplicationId within its scope: the first sixteen bytes of a SHA-256.
 */
public record DeduplicationKey(long high, long low) {

  /**
   * The key of {@code id}.
   *
   * @param groupId the message group within which the id counts; absent if it counts in all groups
   */
  public static DeduplicationKey of(@Nullable String groupId, String id) {
    // Neither an id nor a group's can contain a line feed.
    ByteBuffer digest = ByteBuffer.wrap(Sha256.of(groupId == null ? id : groupId + '\n' + id));
    return new DeduplicationKey(digest.getLong(), digest.getLong());
  }
}
