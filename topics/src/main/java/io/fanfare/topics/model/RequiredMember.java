package io.fanfare.topics.model;

import io.fanfare.core.BrokerException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The refusal of a request that lacks a member, in the words of the topics' service. */
public final class RequiredMember {

  private RequiredMember() {}

  /** {@code value}, which is not absent and stands at {@code path}. */
  public static <T> T of(String path, @Nullable T value) {
    if (value == null) {
      throw missing(path);
    }
    return value;
  }

  /** A copy of {@code list}, which is neither absent nor empty. */
  public static <T> List<T> elements(String path, @Nullable List<T> list) {
    if (list == null || list.isEmpty()) {
      throw missing(path);
    }
    return List.copyOf(list);
  }

  /** The refusal of a request without the member at {@code path}. */
  public static BrokerException missing(String path) {
    return TopicError.VALIDATION_ERROR.refuse(
        "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must"
            + " not be null",
        path);
  }
}
