package io.fanfare.topics.mobile;

import io.fanfare.access.Guard;
import io.fanfare.core.Caller;
import io.fanfare.core.policy.condition.KnownContext.Asked;
import io.fanfare.runtime.Attempt;
import io.fanfare.topics.model.Protocol;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.rights.OwnRights;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.Pages;
import io.fanfare.topics.rules.Refusals;
import io.fanfare.topics.rules.TopicAction;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * The actions on applications and on the endpoints of devices, for one caller. Both have no
 * policies: they are their own account's alone.
 */
public final class PlatformActions {

  private static final String APPLICATION = "PlatformApplicationArn";
  private static final String ENDPOINT = "EndpointArn";
  private static final String TARGET = "TargetArn";
  private static final String FOREIGN = "it is of another account, and has no policy";

  private final MobileHosts hosts;
  private final Caller caller;
  private final Guard guard;
  private final OwnRights rights;

  /** The actions of {@code caller}, whose applications are in {@code hosts}. */
  public PlatformActions(MobileHosts hosts, Caller caller) {
    this.hosts = hosts;
    this.caller = caller;
    this.guard = hosts.guard();
    this.rights = new OwnRights(guard, caller);
  }

  Future<CreatePlatformApplication.Result> create(CreatePlatformApplication request) {
    return Attempt.of(
        () -> {
          String name = ApplicationRules.name(request);
          PlatformArn arn =
              PlatformArn.ofApplication(
                  caller.region(), caller.account(), ApplicationRules.platform(request), name);
          rights.check(TopicAction.CREATE_PLATFORM_APPLICATION, arn.text());
          return hosts
              .platforms(arn.scope(), host -> host.createApplication(arn, request.attributes()))
              .map(created -> new CreatePlatformApplication.Result(arn.toString()));
        });
  }

  Future<GetPlatformApplicationAttributes.Result> attributes(
      GetPlatformApplicationAttributes request) {
    return application(
            TopicAction.GET_PLATFORM_APPLICATION_ATTRIBUTES,
            request.platformApplicationArn(),
            PlatformHost::applicationAttributes)
        .map(GetPlatformApplicationAttributes.Result::new);
  }

  Future<Void> set(SetPlatformApplicationAttributes request) {
    return application(
        TopicAction.SET_PLATFORM_APPLICATION_ATTRIBUTES,
        request.platformApplicationArn(),
        (host, arn) -> host.setApplicationAttributes(arn, request.attributes()));
  }

  Future<Void> delete(DeletePlatformApplication request) {
    return application(
        TopicAction.DELETE_PLATFORM_APPLICATION,
        request.platformApplicationArn(),
        PlatformHost::deleteApplication);
  }

  Future<ListPlatformApplications.Result> list(ListPlatformApplications request) {
    return Attempt.of(
        () -> {
          rights.check(TopicAction.LIST_PLATFORM_APPLICATIONS);
          String scope = TopicRecord.scope(caller.region(), caller.account());
          String after = Pages.after(request.nextToken(), scope);
          return hosts
              .platforms(scope, host -> host.listApplications(scope, after))
              .map(page -> new ListPlatformApplications.Result(page.items(), page.nextToken()));
        });
  }

  Future<CreatePlatformEndpoint.Result> create(CreatePlatformEndpoint request) {
    return application(
            TopicAction.CREATE_PLATFORM_ENDPOINT,
            request.platformApplicationArn(),
            (host, arn) -> host.createEndpoint(arn, request))
        .map(CreatePlatformEndpoint.Result::new);
  }

  Future<GetEndpointAttributes.Result> attributes(GetEndpointAttributes request) {
    return endpoint(
            TopicAction.GET_ENDPOINT_ATTRIBUTES,
            ENDPOINT,
            request.endpointArn(),
            PlatformHost::endpointAttributes)
        .map(found -> found.orElseThrow(PlatformHost::noEndpoint))
        .map(GetEndpointAttributes.Result::new);
  }

  Future<Void> set(SetEndpointAttributes request) {
    return endpoint(
        TopicAction.SET_ENDPOINT_ATTRIBUTES,
        ENDPOINT,
        request.endpointArn(),
        (host, arn) -> host.setEndpointAttributes(arn, request.attributes()));
  }

  Future<Void> delete(DeleteEndpoint request) {
    return endpoint(
        TopicAction.DELETE_ENDPOINT, ENDPOINT, request.endpointArn(), PlatformHost::deleteEndpoint);
  }

  Future<ListEndpointsByPlatformApplication.Result> list(
      ListEndpointsByPlatformApplication request) {
    return application(
            TopicAction.LIST_ENDPOINTS_BY_PLATFORM_APPLICATION,
            request.platformApplicationArn(),
            (host, arn) ->
                host.listEndpoints(arn, Pages.after(request.nextToken(), arn.toString())))
        .map(page -> new ListEndpointsByPlatformApplication.Result(page.items(), page.nextToken()));
  }

  /** Whether {@code request} is for one device, rather than for a topic. */
  public static boolean isForDevice(Publish request) {
    return request.topicArn() == null
        && request.targetArn() != null
        && PlatformArn.isEndpoint(request.targetArn());
  }

  /** Publishes to one device; answers once the gateway of its platform has taken it over. */
  public Future<Publish.Result> publish(Publish request) {
    String target = request.targetArn() == null ? "" : request.targetArn();
    return endpoint(TopicAction.PUBLISH, TARGET, target, (host, arn) -> host.accept(arn, request))
        .compose(
            accepted ->
                hosts
                    .gateways()
                    .push(accepted)
                    .map(new Publish.Result(accepted.messageId(), null)));
  }

  /** Whether {@code request} wants to subscribe one device. */
  public static boolean isForDevice(Subscribe request) {
    String text = request.endpoint();
    return Protocol.APPLICATION.toString().equals(request.protocol())
        && text != null
        && PlatformArn.isEndpoint(text);
  }

  /**
   * Refuses {@code request}, which is for a device, if that is one of the caller's and is not
   * there. Those of other accounts and regions are not looked for.
   */
  public Future<Void> checkSubscribed(Subscribe request) {
    return Attempt.of(
        () -> {
          String text = Objects.requireNonNullElse(request.endpoint(), "");
          PlatformArn arn = PlatformArn.endpoint("Endpoint", text);
          if (!arn.scope().equals(TopicRecord.scope(caller.region(), caller.account()))) {
            return Future.succeededFuture();
          }
          return hosts
              .platforms(arn.scope(), host -> host.endpointAttributes(arn))
              .map(
                  found ->
                      found.orElseThrow(
                          () ->
                              Refusals.invalid(
                                  "Endpoint Reason: Endpoint does not exist for endpoint " + arn)))
              .mapEmpty();
        });
  }

  private <R> Future<R> application(
      TopicAction action, String text, BiFunction<PlatformHost, PlatformArn, Future<R>> work) {
    return Attempt.of(
        () -> at(action, APPLICATION, PlatformArn.application(APPLICATION, text), work));
  }

  private <R> Future<R> endpoint(
      TopicAction action,
      String parameter,
      String text,
      BiFunction<PlatformHost, PlatformArn, Future<R>> work) {
    return Attempt.of(() -> at(action, parameter, PlatformArn.endpoint(parameter, text), work));
  }

  /** Does {@code work} where {@code arn} is, or would be, if it is the caller's own. */
  private <R> Future<R> at(
      TopicAction action,
      String parameter,
      PlatformArn arn,
      BiFunction<PlatformHost, PlatformArn, Future<R>> work) {
    if (!arn.text().region().equals(caller.region())) {
      throw Refusals.invalid(parameter);
    }
    if (!arn.text().account().equals(caller.account())) {
      guard.refused(caller, new Guard.Wanted(action, arn.text(), Asked.NOTHING), FOREIGN);
      throw Refusals.notAuthorized(caller, action.action(), arn.toString());
    }
    rights.check(action, arn.text());
    return hosts.platforms(arn.scope(), host -> work.apply(host, arn));
  }
}
