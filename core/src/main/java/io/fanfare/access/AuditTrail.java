package io.fanfare.access;

import org.jspecify.annotations.Nullable;

/** Where it is written down who changed what, and who was refused what. */
@FunctionalInterface
public interface AuditTrail {

  /**
   * Takes an entry; it is written down a little later. Never waits and never fails.
   *
   * @param entry says nothing of what was sent, and none of what proves who somebody is
   */
  void add(Entry entry);

  /** A record that nobody keeps. */
  static AuditTrail none() {
    return Nothing.KEPT;
  }

  /** Whether entries are kept at all. */
  default boolean isKept() {
    return this != Nothing.KEPT;
  }

  /** What became of a request. */
  enum Decision {
    ALLOWED("allowed"),
    /** It was refused. */
    DENIED("denied"),
    /** It went on, and would have been refused if access control were enforced. */
    WOULD_DENY("would-deny");

    private final String text;

    Decision(String text) {
      this.text = text;
    }

    /** As the record has it. */
    public String text() {
      return text;
    }
  }

  /**
   * What somebody asked for, and what was decided. The texts are as they came, but of long ones
   * there is the beginning only.
   *
   * @param millis when, in milliseconds since 1970
   * @param requestId of the request, if it came over a wire
   * @param principal the ARN of who asked, or what there is instead of one
   * @param sourceAddress from where, if it came over a wire
   * @param action such as {@code sqs:DeleteQueue}
   * @param resource its ARN
   * @param decision what became of it
   * @param reason the statement that decided, by its Sid if it has one, or what decided instead
   * @param omitted how many refusals of the same action to those without a name have no entry,
   *     since the last that has one
   */
  record Entry(
      long millis,
      @Nullable String requestId,
      String principal,
      @Nullable String sourceAddress,
      String action,
      String resource,
      Decision decision,
      String reason,
      long omitted) {

    private static final int MOST_CHARACTERS = 512;
    private static final String CUT = "...";

    public Entry {
      requestId = requestId == null ? null : cut(requestId);
      principal = cut(principal);
      sourceAddress = sourceAddress == null ? null : cut(sourceAddress);
      resource = cut(resource);
      reason = cut(reason);
    }

    private static String cut(String text) {
      return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + CUT;
    }

    /** An entry before which none is left out. */
    public Entry(
        long millis,
        @Nullable String requestId,
        String principal,
        @Nullable String sourceAddress,
        String action,
        String resource,
        Decision decision,
        String reason) {
      this(millis, requestId, principal, sourceAddress, action, resource, decision, reason, 0);
    }

    /** The same, before which {@code count} are left out. */
    Entry after(long count) {
      return new Entry(
          millis, requestId, principal, sourceAddress, action, resource, decision, reason, count);
    }
  }

  /** The record that nobody keeps. */
  enum Nothing implements AuditTrail {
    KEPT;

    @Override
    public void add(Entry entry) {}
  }
}
