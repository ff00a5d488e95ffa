package io.fanfare.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.Arn;
import io.fanfare.core.Principal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whom a statement is about.
 *
 * @param everybody whether it names everybody
 * @param accounts the accounts that it names, each with all who are in it
 * @param users the users that it names, in whatever partition; no part of a name is a wildcard
 */
record Principals(boolean everybody, Set<String> accounts, Set<Principal> users) {

  private static final String EVERYBODY = "*";
  private static final String USER = "user/";
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  /**
   * Those whom {@code node} names. Services and identities from elsewhere are nobody here: none of
   * them makes requests to this broker.
   */
  static Principals of(JsonNode node) {
    Set<String> accounts = new HashSet<>();
    Set<Principal> users = new HashSet<>();
    boolean everybody = EVERYBODY.equals(node.textValue());
    for (String name : Texts.of(node.path("AWS"))) {
      Optional<String> account = account(name);
      if (name.equals(EVERYBODY)) {
        everybody = true;
      } else if (account.isPresent()) {
        accounts.add(account.get());
      } else {
        user(name).ifPresent(users::add);
      }
    }
    return new Principals(everybody, accounts, users);
  }

  /** Whether {@code principal} is among them. */
  boolean include(Principal principal) {
    return everybody
        || accounts.contains(principal.account())
        || (!users.isEmpty() && users.contains(principal));
  }

  /**
   * Whether {@code principal} is excepted where all others are meant: a user is only if both the
   * user and the account are, since whoever denies it to the account denies it to its users.
   */
  boolean except(Principal principal) {
    return everybody
        || (accounts.contains(principal.account())
            && (principal.isAccount() || users.contains(principal)));
  }

  private static Optional<Principal> user(String name) {
    return Arn.parse(name)
        .filter(arn -> arn.service().equals("iam") && arn.region().isEmpty())
        .filter(arn -> arn.resource().startsWith(USER))
        .map(arn -> new Principal(arn.account(), arn.resource().substring(USER.length())));
  }

  private static Optional<String> account(String name) {
    return ACCOUNT.matcher(name).matches()
        ? Optional.of(name)
        : Arn.parse(name)
            .filter(arn -> arn.service().equals("iam") && arn.resource().equals("root"))
            .map(Arn::account);
  }
}
