package io.fanfare.core.policy;

import io.fanfare.core.Principal;
import java.util.List;

/**
 * A policy, read once and asked often. Nothing in it that cannot be understood lets anybody in: a
 * statement with such a part allows nothing, and if it denies, it does so as if that part fitted
 * whatever is asked.
 */
public final class Policy {

  private static final Policy NONE = new Policy(List.of());

  private final List<Statement> statements;
  private final boolean denies;
  private final Policy outright;

  Policy(List<Statement> statements) {
    this.statements = List.copyOf(statements);
    this.denies = statements.stream().anyMatch(Statement::denies);
    boolean allOutright = statements.stream().allMatch(Policy::bindsOwner);
    this.outright =
        allOutright ? this : new Policy(statements.stream().filter(Policy::bindsOwner).toList());
  }

  private static boolean bindsOwner(Statement statement) {
    return !statement.denies() || statement.outright();
  }

  /** Whose a policy is. */
  public enum Kind {
    /** Of a queue or a topic: each statement says whom it is about. */
    RESOURCE,
    /** Of a user or a role: it is about whoever has it. */
    IDENTITY
  }

  /** No policy at all. */
  public static Policy none() {
    return NONE;
  }

  /**
   * What of this binds {@code principal}, where nobody proves who it is and how it came: of the
   * denials to those of the account {@code owner}, only those that ask for nothing. The usual ones
   * under a condition ask for what no request can show then, such as TLS or an organization.
   */
  public Policy binding(Principal principal, String owner) {
    return principal.isOf(owner) ? outright : this;
  }

  /** Whether {@code principal} may do everything because it is of {@code owner}, without a look. */
  public boolean leavesAllTo(Principal principal, String owner) {
    return principal.isOf(owner) && !outright.denies;
  }

  /** Whether any statement denies something. */
  public boolean denies() {
    return denies;
  }

  List<Statement> statements() {
    return statements;
  }
}
