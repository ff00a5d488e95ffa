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
 * @param others the ARNs that it names beside; no part of a name is a wildcard
 */
record Principals(boolean everybody, Set<String> accounts, Set<String> others) {

  private static final String EVERYBODY = "*";
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  /**
   * Those whom {@code node} names. Services and identities from elsewhere are nobody here: none of
   * them makes requests to this broker.
   */
  static Principals of(JsonNode node) {
    Set<String> accounts = new HashSet<>();
    Set<String> others = new HashSet<>();
    boolean everybody = EVERYBODY.equals(node.textValue());
    for (String name : Texts.of(node.path("AWS"))) {
      Optional<String> account = account(name);
      if (name.equals(EVERYBODY)) {
        everybody = true;
      } else if (account.isPresent()) {
        accounts.add(account.get());
      } else {
        others.add(name);
      }
    }
    return new Principals(everybody, accounts, others);
  }

  /** Whether {@code principal} is among them. */
  boolean include(Principal principal) {
    return everybody
        || accounts.contains(principal.account())
        || (!others.isEmpty() && others.contains(principal.arn()));
  }

  /**
   * Whether {@code principal} is excepted where all others are meant: a user is only if both the
   * user and the account are, since whoever denies it to the account denies it to its users.
   */
  boolean except(Principal principal) {
    return everybody
        || (accounts.contains(principal.account())
            && (principal.isAccount() || others.contains(principal.arn())));
  }

  private static Optional<String> account(String name) {
    return ACCOUNT.matcher(name).matches()
        ? Optional.of(name)
        : Arn.parse(name)
            .filter(arn -> arn.service().equals("iam") && arn.resource().equals("root"))
            .map(Arn::account);
  }
}
