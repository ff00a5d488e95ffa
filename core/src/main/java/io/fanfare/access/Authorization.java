package io.fanfare.access;

import io.fanfare.core.Principal;
import io.fanfare.core.policy.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what, as the access file says now. It may be read anew while requests are served; each
 * request sees one of both.
 */
public final class Authorization {

  private static final Authorization OFF = new Authorization(Mode.OFF, null);

  private final Mode mode;
  private volatile @Nullable AccessControl control;

  /** What becomes of what policies do not allow. */
  public enum Mode {
    /** Everybody is who they say they are, and users may do what their account may. */
    OFF,
    /** Everything goes on as if it were allowed; what would be refused is told. */
    AUDIT,
    /** It is refused. */
    ENFORCE
  }

  private Authorization(Mode mode, @Nullable AccessControl control) {
    this.mode = mode;
    this.control = control;
  }

  /** No access control. */
  public static Authorization off() {
    return OFF;
  }

  /** What {@code control} says, until there is another. */
  public static Authorization of(Mode mode, AccessControl control) {
    if (mode == Mode.OFF) {
      throw new IllegalArgumentException("Without access control nobody is listed.");
    }
    return new Authorization(mode, control);
  }

  public Mode mode() {
    return mode;
  }

  /** From now on {@code control} says who may do what. */
  public void replace(AccessControl control) {
    if (mode == Mode.OFF) {
      throw new IllegalStateException("There is no access control.");
    }
    this.control = control;
  }

  /** The keys and identities in force; nothing if there is no access control. */
  public @Nullable AccessControl control() {
    return control;
  }

  /** {@code principal} with the policies that go with it now. */
  public Identity identity(Principal principal) {
    AccessControl now = control;
    return now == null ? Identity.unrestricted(principal) : now.identity(principal);
  }
}
