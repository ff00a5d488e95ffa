package io.fanfare.core.policy;

/**
 * How large a policy is, by what services set limits to.
 *
 * @param principals in all statements
 * @param actions in the statement that has most of them
 * @param conditions keys of conditions in the statement that has most of them
 */
public record PolicySize(int statements, int principals, int actions, int conditions) {

  /** What is counted while a policy is read. */
  static final class Count {

    private int principals;
    private int actions;
    private int conditions;

    void add(StatementReader statement) {
      principals += statement.principalCount();
      actions = Math.max(actions, statement.actionCount());
      conditions = Math.max(conditions, statement.conditionCount());
    }

    PolicySize done(int statements) {
      return new PolicySize(statements, principals, actions, conditions);
    }
  }
}
