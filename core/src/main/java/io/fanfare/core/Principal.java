package io.fanfare.core;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, as policies name it.
 *
 * @param account 12 digits; of a service, the account that it acts for; {@code anonymous} for who
 *     does not say who it is
 * @param kind what it is
 * @param name of a user or a role, with its path if it has one, such as {@code team/ann}; of a
 *     service, such as {@code sns.amazonaws.com}; empty for the others
 * @param session of a role, what its session is called; empty for the others
 */
public record Principal(String account, Kind kind, String name, String session) {

  private static final String ANONYMOUS = "anonymous";

  /** What asks. */
  public enum Kind {
    /** An account itself, which AWS calls its root. */
    ACCOUNT("Account"),
    USER("User"),
    /** Somebody in a role. */
    ROLE_SESSION("AssumedRole"),
    /** A service of AWS, or what stands for it here. */
    SERVICE("Service"),
    ANONYMOUS("Anonymous");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As the condition key {@code aws:PrincipalType} has it. */
    public String text() {
      return text;
    }
  }

  /** A user of an account, or the account itself if there is no {@code user}. */
  public Principal(String account, @Nullable String user) {
    this(account, user == null ? Kind.ACCOUNT : Kind.USER, user == null ? "" : user, "");
  }

  /** The account itself. */
  public static Principal ofAccount(String account) {
    return new Principal(account, null);
  }

  /** Somebody in a role, for as long as {@code session} lasts. */
  public static Principal ofRole(String account, String role, String session) {
    return new Principal(account, Kind.ROLE_SESSION, role, session);
  }

  /** The service {@code name}, which acts for {@code account}. */
  public static Principal ofService(String account, String name) {
    return new Principal(account, Kind.SERVICE, name, "");
  }

  /** Who does not say who it is. */
  public static Principal anonymous() {
    return new Principal(ANONYMOUS, Kind.ANONYMOUS, "", "");
  }

  /** Whether this is an account itself, and not somebody in it. */
  public boolean isAccount() {
    return kind == Kind.ACCOUNT;
  }

  /** Whether this is {@code account} or somebody in it. */
  public boolean isOf(String account) {
    return kind != Kind.SERVICE && this.account.equals(account);
  }

  /**
   * What refusals call it in {@code partition}, such as {@code aws}: its ARN, of a role that of the
   * session.
   */
  public String arn(String partition) {
    return switch (kind) {
      case ACCOUNT -> iam(partition, "root");
      case USER -> iam(partition, "user/" + name);
      case ROLE_SESSION -> {
        String role = name.substring(name.lastIndexOf('/') + 1);
        yield new Arn(partition, "sts", "", account, "assumed-role/" + role + "/" + session)
            .toString();
      }
      case SERVICE -> name;
      case ANONYMOUS -> ANONYMOUS;
    };
  }

  /**
   * The ARN by which conditions know it, of a role that of the role itself; nothing if it has none.
   */
  public @Nullable String identityArn(String partition) {
    return switch (kind) {
      case ACCOUNT, USER -> arn(partition);
      case ROLE_SESSION -> iam(partition, "role/" + name);
      case SERVICE, ANONYMOUS -> null;
    };
  }

  private String iam(String partition, String resource) {
    return new Arn(partition, "iam", "", account, resource).toString();
  }
}
