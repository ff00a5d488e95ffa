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

  Policy(List<Statement> statements) {
    this.statements = List.copyOf(statements);
    this.denies = statements.stream().anyMatch(Statement::denies);
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

  /** Whether {@code principal} may do everything because it is {@code owner}, without a look. */
  public boolean leavesAllTo(Principal principal, String owner) {
    return !denies && principal.isAccount() && principal.account().equals(owner);
  }

  List<Statement> statements() {
    return statements;
  }
}
