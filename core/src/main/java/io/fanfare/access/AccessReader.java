package io.fanfare.access;

import io.fanfare.core.Principal;
import io.fanfare.core.Sha256;
import io.fanfare.core.policy.Identity;
import io.fanfare.core.policy.Policy;
import io.fanfare.core.policy.condition.KnownContext.Requester;
import io.fanfare.yaml.Fields;
import io.fanfare.yaml.Mistake;
import io.fanfare.yaml.YamlNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads who may sign requests from a text in YAML:
 *
 * <pre>{@code
 * accounts:
 *   "000000000000":
 *     keys: [{id: ..., secret: ...}]
 *     users:
 *       NAME: {id: ..., tags: {...}, keys: [...], policies: [...]}
 *     roles:
 *       NAME:
 *         policies: [...]
 *         sessions:
 *           NAME: {tags: {...}, keys: [{id: ..., secret: ..., token: ..., expires: ...}]}
 * trustedAccountKeys: false
 * anonymous: false
 * }</pre>
 *
 * The keys of an account itself may do everything in it. Users and roles may do what their policies
 * allow; with {@code trustedAccountKeys}, those without a policy may do everything in their
 * account.
 */
public final class AccessReader {

  private static final List<String> TOP = List.of("accounts", "trustedAccountKeys", "anonymous");
  private static final List<String> ACCOUNT = List.of("keys", "users", "roles");
  private static final List<String> USER = List.of("id", "tags", "keys", "policies");
  private static final List<String> ROLE = List.of("id", "tags", "policies", "sessions");
  private static final List<String> SESSION = List.of("tags", "keys");
  private static final String NAME =
      "The name of a user or a role has letters, digits and any of +=,.@-_ and may have a path.";
  private static final int ID_DIGITS = 17;

  private final List<Mistake> mistakes;
  private final KeyReader keys;
  private final PolicyNodes policies;
  private final List<Identity> identities = new ArrayList<>();
  private boolean trusted;

  private AccessReader(List<Mistake> mistakes) {
    this.mistakes = mistakes;
    this.keys = new KeyReader(mistakes);
    this.policies = new PolicyNodes(mistakes);
  }

  /**
   * What {@code text} says.
   *
   * @throws AccessFileException with all that is wrong with it
   */
  public static AccessControl read(String text) throws AccessFileException {
    return AccessFile.parse(text, (node, mistakes) -> new AccessReader(mistakes).read(node));
  }

  private AccessControl read(YamlNode node) {
    Fields top = Fields.of(node, mistakes, TOP);
    trusted = top.flag("trustedAccountKeys", false);
    boolean anonymous = top.flag("anonymous", false);
    top.named("accounts", Forms.ACCOUNT, "An account has 12 digits.", this::readAccount);
    if (mistakes.isEmpty() && keys.keys().isEmpty()) {
      mistakes.add(new Mistake(top.line(), "There is no access key."));
    }
    return new AccessControl(keys.keys(), identities, anonymous);
  }

  private void readAccount(String account, YamlNode node) {
    Fields fields = Fields.of(node, mistakes, ACCOUNT);
    Identity root = Identity.of(Principal.ofAccount(account));
    identities.add(root);
    keys.read(fields, root);
    Set<String> users = new HashSet<>();
    fields.named(
        "users",
        Forms.NAME,
        NAME,
        (name, user) -> {
          checkOnce(users, name, user, "user");
          readUser(account, name, user);
        });
    Set<String> roles = new HashSet<>();
    fields.named(
        "roles",
        Forms.NAME,
        NAME,
        (name, role) -> {
          checkOnce(roles, name, role, "role");
          readRole(account, name, role);
        });
  }

  /** Conditions know users and sessions by their names without paths and capitals. */
  private void checkOnce(Set<String> before, String name, YamlNode node, String what) {
    String own = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (!before.add(own)) {
      mistakes.add(
          new Mistake(
              node.line(),
              "Another %s of the account has this name, but for its path or capitals."
                  .formatted(what)));
    }
  }

  private void readUser(String account, String name, YamlNode node) {
    Fields fields = Fields.of(node, mistakes, USER);
    Principal principal = new Principal(account, name);
    String id = id(fields, "AIDA", principal);
    List<Policy> own = policies.read(fields, "user " + name);
    Identity user = identity(new Requester(principal, id, fields.tags("tags")), own);
    identities.add(user);
    keys.read(fields, user);
  }

  private void readRole(String account, String name, YamlNode node) {
    Fields fields = Fields.of(node, mistakes, ROLE);
    String id = id(fields, "AROA", Principal.ofRole(account, name, ""));
    Map<String, String> tags = fields.tags("tags");
    List<Policy> own = policies.read(fields, "role " + name);
    fields.named(
        "sessions",
        Forms.SESSION,
        "The name of a session has 2 to 64 letters, digits and +=,.@-_.",
        (session, value) -> {
          Fields of = Fields.of(value, mistakes, SESSION);
          Map<String, String> all = new HashMap<>(tags);
          all.putAll(of.tags("tags"));
          Principal principal = Principal.ofRole(account, name, session);
          Identity identity = identity(new Requester(principal, id, all), own);
          identities.add(identity);
          keys.read(of, identity);
        });
  }

  private Identity identity(Requester requester, List<Policy> own) {
    return new Identity(requester, own, trusted && own.isEmpty());
  }

  /** By which AWS would know it: what the file says, or what follows from the name. */
  private static String id(Fields fields, String prefix, Principal principal) {
    return fields
        .text("id", Forms.UNIQUE_ID, "A unique id has 16 or more capital letters and digits.")
        .orElseGet(
            () -> {
              String digits =
                  new BigInteger(1, Sha256.of(principal.arn("aws"))).toString(32) + "0".repeat(64);
              return prefix + digits.substring(0, ID_DIGITS).toUpperCase(Locale.ROOT);
            });
  }
}
