package io.fanfare.core.policy;

/**
 * A decision and what it stands on.
 *
 * @param because which statement of which policy decided, or what else, for the log
 */
public record Verdict(Decision decision, String because) {

  static final Verdict OWNER = new Verdict(Decision.ALLOWED, "the account owns the resource");
  static final Verdict TRUSTED =
      new Verdict(Decision.ALLOWED, "the keys of the account are trusted");
  static final Verdict NO_RESOURCE_POLICY = none(Decision.NOT_ALLOWED_BY_RESOURCE);
  static final Verdict NO_IDENTITY_POLICY = none(Decision.NOT_ALLOWED_BY_IDENTITY);

  /** Whether the request may go on. */
  public boolean allows() {
    return decision == Decision.ALLOWED;
  }

  private static Verdict none(Decision decision) {
    return new Verdict(decision, "no statement allows it");
  }
}
