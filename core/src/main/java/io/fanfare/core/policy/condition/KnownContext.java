package io.fanfare.core.policy.condition;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request, of who makes it and of what it is about.
 *
 * @param requester who makes it
 * @param request how it came
 * @param resource what it is about
 * @param asked what it asks for
 */
public record KnownContext(Requester requester, Request request, Resource resource, Asked asked)
    implements RequestContext {

  /**
   * Who makes a request.
   *
   * @param id by which AWS would know a user or a role; of an account its own number
   * @param tags of the user, or of the role and its session
   */
  public record Requester(Principal principal, @Nullable String id, Map<String, String> tags) {

    public Requester {
      tags = Map.copyOf(tags);
    }

    /** Somebody of whom nothing is known but who it is. */
    public static Requester of(Principal principal) {
      String id =
          switch (principal.kind()) {
            case ACCOUNT, ANONYMOUS -> principal.account();
            case USER, ROLE_SESSION, SERVICE -> null;
          };
      return new Requester(principal, id, Map.of());
    }
  }

  /**
   * How a request came.
   *
   * @param millis when, in milliseconds since 1970
   * @param region which it is for
   * @param sourceIp the address of who sent it; absent within the broker
   * @param secure whether nobody could read it on the way
   * @param userAgent the header of that name
   * @param referer the header of that name
   * @param sourceArn on behalf of which resource, if a service makes it
   */
  public record Request(
      long millis,
      String region,
      @Nullable String sourceIp,
      boolean secure,
      @Nullable String userAgent,
      @Nullable String referer,
      @Nullable String sourceArn) {

    /** The request of {@code caller}, as far as it says. */
    public static Request of(Caller caller, long millis) {
      return of(caller, millis, null);
    }

    /** The same on behalf of {@code sourceArn}, if {@code caller} is a service. */
    public static Request of(Caller caller, long millis, @Nullable String sourceArn) {
      Caller.Transport transport = caller.transport();
      return new Request(
          millis,
          caller.region(),
          transport.sourceAddress(),
          transport.secure(),
          transport.userAgent(),
          transport.referer(),
          sourceArn);
    }
  }

  /**
   * What a request is about.
   *
   * @param account whose it is; absent if there is nothing yet
   */
  public record Resource(@Nullable String account, Map<String, String> tags) {

    /** Nothing in particular. */
    public static final Resource NONE = new Resource(null, Map.of());
  }

  /**
   * What a request brings.
   *
   * @param tags which it would set
   * @param tagKeys of those and of tags that it would remove
   * @param protocol of the subscription that it asks for
   * @param endpoint of the subscription that it asks for
   */
  public record Asked(
      Map<String, String> tags,
      List<String> tagKeys,
      @Nullable String protocol,
      @Nullable String endpoint) {

    /** Nothing that conditions can ask for. */
    public static final Asked NOTHING = new Asked(Map.of(), List.of(), null, null);

    /** What would set {@code tags}. */
    public static Asked tags(Map<String, String> tags) {
      return new Asked(tags, List.copyOf(tags.keySet()), null, null);
    }

    /** What would remove the tags that {@code tagKeys} name. */
    public static Asked untag(List<String> tagKeys) {
      return new Asked(Map.of(), tagKeys, null, null);
    }

    /** What asks for a subscription. */
    public static Asked subscription(String protocol, @Nullable String endpoint) {
      return new Asked(Map.of(), List.of(), protocol, endpoint);
    }
  }

  @Override
  public List<String> values(ConditionKey key) {
    if (key.key() == ContextKey.TAG_KEYS) {
      return asked.tagKeys();
    }
    String value = value(key);
    return value == null ? List.of() : List.of(value);
  }

  private @Nullable String value(ConditionKey key) {
    return switch (key.key()) {
      case SOURCE_ARN -> request.sourceArn();
      case SOURCE_ACCOUNT, SOURCE_OWNER -> isService() ? requester.principal().account() : null;
      case SOURCE_IP -> request.sourceIp();
      case SECURE_TRANSPORT -> String.valueOf(request.secure());
      case CURRENT_TIME -> currentTime();
      case EPOCH_TIME -> String.valueOf(Math.floorDiv(request.millis(), 1_000L));
      case USER_AGENT -> request.userAgent();
      case REFERER -> request.referer();
      case REQUESTED_REGION -> request.region();
      case VIA_AWS_SERVICE -> "false";
      case RESOURCE_ACCOUNT -> resource.account();
      case RESOURCE_TAG -> tag(resource.tags(), key.tag());
      case REQUEST_TAG -> tag(asked.tags(), key.tag());
      case ENDPOINT -> asked.endpoint();
      case PROTOCOL -> asked.protocol();
      default -> ofPrincipal(key);
    };
  }

  private @Nullable String ofPrincipal(ConditionKey key) {
    Principal principal = requester.principal();
    return switch (key.key()) {
      case PRINCIPAL_ARN -> principal.identityArn(Arn.partitionOf(request.region()));
      case PRINCIPAL_ACCOUNT -> isService() ? null : principal.account();
      case PRINCIPAL_TYPE -> principal.kind().text();
      case PRINCIPAL_TAG -> tag(requester.tags(), key.tag());
      case PRINCIPAL_IS_AWS_SERVICE ->
          principal.kind() == Principal.Kind.ANONYMOUS ? null : String.valueOf(isService());
      case PRINCIPAL_SERVICE_NAME -> isService() ? principal.name() : null;
      case USER_NAME -> principal.kind() == Principal.Kind.USER ? userName(principal) : null;
      case USER_ID -> userId(principal);
      default -> null;
    };
  }

  private static String userName(Principal user) {
    return user.name().substring(user.name().lastIndexOf('/') + 1);
  }

  private @Nullable String userId(Principal principal) {
    String id = requester.id();
    return id != null && principal.kind() == Principal.Kind.ROLE_SESSION
        ? id + ":" + principal.session()
        : id;
  }

  private boolean isService() {
    return requester.principal().kind() == Principal.Kind.SERVICE;
  }

  private String currentTime() {
    return DateTimeFormatter.ISO_INSTANT.format(
        Instant.ofEpochMilli(request.millis()).truncatedTo(ChronoUnit.SECONDS));
  }

  private static @Nullable String tag(Map<String, String> tags, String key) {
    String exact = tags.get(key);
    if (exact != null || tags.isEmpty()) {
      return exact;
    }
    return tags.entrySet().stream()
        .filter(tag -> tag.getKey().equalsIgnoreCase(key))
        .min(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .orElse(null);
  }
}
