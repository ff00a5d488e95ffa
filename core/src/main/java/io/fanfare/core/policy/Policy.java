package io.fanfare.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.Arn;
import io.fanfare.core.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The policy of a queue or a topic, read once and asked often: who may do what with it.
 *
 * <p>The account that owns the resource may do everything and everybody else nothing, but for what
 * the statements say, of which a denial counts more than any permission. Conditions are not looked
 * at yet. So nobody is let in by one: a permission under a condition permits nothing; and nobody is
 * shut out of what is theirs: a denial under a condition holds for other accounts, as if its
 * condition were met, and not for the owner. What cannot be read has no effect.
 */
public final class Policy {

  private static final Policy NONE = new Policy(List.of());

  private final List<Statement> statements;
  private final boolean denies;

  private Policy(List<Statement> statements) {
    this.statements = List.copyOf(statements);
    this.denies = statements.stream().anyMatch(Statement::denies);
  }

  /** No policy at all. */
  public static Policy none() {
    return NONE;
  }

  /** The policy that {@code text} spells; none if there is no text, or if it spells none. */
  public static Policy of(Optional<String> text) {
    return text.flatMap(PolicyDocument::parse).map(Policy::of).orElse(NONE);
  }

  private static Policy of(PolicyDocument document) {
    List<Statement> statements = new ArrayList<>();
    for (JsonNode statement : document.statements()) {
      Statement.of(statement).ifPresent(statements::add);
    }
    return statements.isEmpty() ? NONE : new Policy(statements);
  }

  /** Whether {@code principal} may do everything because it is {@code owner}, without a look. */
  public boolean leavesAllTo(Principal principal, String owner) {
    return !denies && principal.account().equals(owner);
  }

  /** Whether {@code principal} may do what {@code right} is to {@code resource}. */
  public Decision decide(Principal principal, Right right, Arn resource) {
    boolean owns = principal.account().equals(resource.account());
    if (owns && principal.isAccount() && right.is(Right.Trait.REPAIR)) {
      return Decision.ALLOWED;
    }
    boolean allowed = owns;
    String name = resource.toString();
    for (Statement statement : statements) {
      if (statement.isAbout(principal, right, name)) {
        if (!statement.denies()) {
          allowed |= right.is(Right.Trait.SHARED);
        } else if (!owns || !statement.conditional()) {
          return Decision.DENIED;
        }
      }
    }
    return allowed ? Decision.ALLOWED : Decision.NOT_ALLOWED;
  }
}
