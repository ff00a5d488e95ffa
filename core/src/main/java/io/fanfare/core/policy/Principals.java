package io.fanfare.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.Arn;
import io.fanfare.core.Principal;
import io.fanfare.core.policy.condition.KnownContext.Requester;
import io.fanfare.core.policy.condition.Malformed;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom a statement is about. No part of a name is a wildcard, and a name is the same in whatever
 * partition.
 *
 * @param everybody whether it names everybody, known or not
 * @param accounts the accounts that it names, each with all who are in it
 * @param members the users, roles and sessions that it names; a role has no session here
 * @param others the services that it names, and the ids of users and roles
 * @param entries how many it names
 */
record Principals(
    boolean everybody,
    Set<String> accounts,
    Set<Principal> members,
    Set<String> others,
    int entries) {

  /** Everybody, though nobody is named. */
  static final Principals ANYBODY = new Principals(true, Set.of(), Set.of(), Set.of(), 0);

  private static final String ALL = "*";
  private static final String USER = "user/";
  private static final String ROLE = "role/";
  private static final String SESSION = "assumed-role/";
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGIONAL =
      Pattern.compile("([a-z0-9-]+)\\.[a-z0-9-]+(\\.amazonaws\\.com)");
  private static final Set<String> KINDS = Set.of("AWS", "Service", "Federated", "CanonicalUser");

  /** How far naming somebody goes. */
  enum Reach {
    NOBODY,
    /** The account: those in it are meant as far as its own policies let them. */
    ACCOUNT,
    ITSELF
  }

  Principals {
    accounts = Set.copyOf(accounts);
    members = Set.copyOf(members);
    others = Set.copyOf(others);
  }

  /** Those whom {@code node} names. */
  static Principals of(JsonNode node) throws Malformed {
    if (ALL.equals(node.textValue())) {
      return new Principals(true, Set.of(), Set.of(), Set.of(), 1);
    }
    if (!node.isObject() || node.isEmpty()) {
      throw new Malformed("It is neither \"*\" nor names by their kind.");
    }
    Reading reading = new Reading();
    for (Map.Entry<String, JsonNode> kind : node.properties()) {
      if (!KINDS.contains(kind.getKey())) {
        throw new Malformed("There is no such kind of principals.");
      }
      for (String name : Values.texts(kind.getValue())) {
        reading.add(kind.getKey(), name);
      }
    }
    return reading.done();
  }

  /** How far {@code requester} is among them. */
  Reach reach(Requester requester) {
    Principal principal = requester.principal();
    if (everybody || names(requester)) {
      return Reach.ITSELF;
    }
    return switch (principal.kind()) {
      case ACCOUNT -> accounts.contains(principal.account()) ? Reach.ITSELF : Reach.NOBODY;
      case USER, ROLE_SESSION ->
          accounts.contains(principal.account()) ? Reach.ACCOUNT : Reach.NOBODY;
      case SERVICE, ANONYMOUS -> Reach.NOBODY;
    };
  }

  /**
   * Whether {@code requester} is excepted where all others are meant: a member of an account is
   * only if both the member and the account are, since whoever denies it to the account denies it
   * to its members.
   */
  boolean except(Requester requester) {
    Principal principal = requester.principal();
    return everybody
        || switch (principal.kind()) {
          case ACCOUNT -> accounts.contains(principal.account());
          case USER, ROLE_SESSION -> accounts.contains(principal.account()) && names(requester);
          case SERVICE, ANONYMOUS -> names(requester);
        };
  }

  private boolean names(Requester requester) {
    Principal principal = requester.principal();
    return switch (principal.kind()) {
      case USER -> members.contains(principal) || isOther(requester.id());
      case ROLE_SESSION ->
          isOther(requester.id())
              || (!members.isEmpty()
                  && (members.contains(session(principal)) || members.contains(role(principal))));
      case SERVICE -> isOther(principal.name());
      case ACCOUNT, ANONYMOUS -> false;
    };
  }

  private boolean isOther(@Nullable String name) {
    return name != null && others.contains(name);
  }

  /* The ARN of a session has no path of its role. */
  private static Principal session(Principal member) {
    String name = member.name();
    return Principal.ofRole(
        member.account(), name.substring(name.lastIndexOf('/') + 1), member.session());
  }

  private static Principal role(Principal member) {
    return Principal.ofRole(member.account(), member.name(), "");
  }

  /** Principals as they are read, one by one. */
  private static final class Reading {

    private final Set<String> accounts = new HashSet<>();
    private final Set<Principal> members = new HashSet<>();
    private final Set<String> others = new HashSet<>();
    private boolean everybody;
    private int entries;

    void add(String kind, String name) {
      entries++;
      if (kind.equals("Service")) {
        Matcher regional = REGIONAL.matcher(name);
        others.add(regional.matches() ? regional.group(1) + regional.group(2) : name);
      } else if (kind.equals("AWS") && name.equals(ALL)) {
        everybody = true;
      } else if (kind.equals("AWS")) {
        addIdentity(name);
      }
    }

    private void addIdentity(String name) {
      Optional<Arn> arn = Arn.parse(name).filter(one -> one.region().isEmpty());
      if (ACCOUNT.matcher(name).matches()) {
        accounts.add(name);
      } else if (arn.isPresent()) {
        add(arn.get());
      } else if (name.indexOf('.') < 0) {
        others.add(name);
      }
    }

    private void add(Arn arn) {
      String resource = arn.resource();
      boolean isIam = arn.service().equals("iam");
      if (isIam && resource.equals("root")) {
        accounts.add(arn.account());
      } else if (isIam && resource.startsWith(USER)) {
        members.add(new Principal(arn.account(), resource.substring(USER.length())));
      } else if (isIam && resource.startsWith(ROLE)) {
        members.add(Principal.ofRole(arn.account(), resource.substring(ROLE.length()), ""));
      } else if (arn.service().equals("sts") && resource.startsWith(SESSION)) {
        String[] names = resource.substring(SESSION.length()).split("/", -1);
        if (names.length == 2 && !names[1].isEmpty()) {
          members.add(Principal.ofRole(arn.account(), names[0], names[1]));
        }
      }
    }

    Principals done() {
      return new Principals(everybody, accounts, members, others, entries);
    }
  }
}
