package io.fanfare.topics.mobile;

import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Page;
import io.fanfare.runtime.EventLoop;
import io.fanfare.runtime.RowSweeper;
import io.fanfare.runtime.RowTurns;
import io.fanfare.topics.mobile.SubscribedDevices.DeviceMessage;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.rows.ApplicationRecord;
import io.fanfare.topics.rows.EndpointRecord;
import io.fanfare.topics.rows.TokenRecord;
import io.fanfare.topics.rows.TopicTables;
import io.fanfare.topics.rules.DeviceMessageRules;
import io.fanfare.topics.rules.Refusals;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The applications of the accounts of one event loop, and the endpoints of their devices, of which
 * there may be millions: all of them are rows, and none is in the heap.
 */
public final class PlatformHost {

  private final EventLoop loop;
  private final RowSweeper sweeper;
  private final RowTurns turns;

  /** Those that are asked for on {@code loop}, where {@code sweeper} removes what they leave. */
  public PlatformHost(EventLoop loop, RowSweeper sweeper) {
    this.loop = loop;
    this.sweeper = sweeper;
    this.turns = new RowTurns(loop);
  }

  /** Makes the application {@code arn}, or finds it as it is to be. */
  Future<Void> createApplication(PlatformArn arn, Map<String, String> given) {
    loop.store().checkRoom();
    return turns.decide(() -> application(arn).map(found -> created(found, arn, given))).mapEmpty();
  }

  private Outcome<Boolean> created(
      Optional<ApplicationRecord> found, PlatformArn arn, Map<String, String> given) {
    if (found.isPresent()) {
      ApplicationRules.checkSame(found.get().attributes(), given, arn.platform());
      return Outcome.of(false);
    }
    Attributes attributes = ApplicationRules.set(Attributes.none(), given, arn.platform());
    ApplicationRecord made =
        new ApplicationRecord(loop.step().nextSequence(), arn.toString(), attributes);
    return new Outcome<>(true, List.of(made.put()));
  }

  /** What the application {@code arn} shows. */
  Future<Map<String, String>> applicationAttributes(PlatformArn arn) {
    return turns.read(
        () ->
            application(arn)
                .map(found -> ApplicationRules.view(known(found).attributes(), arn.platform())));
  }

  /** Sets attributes of the application {@code arn}. */
  Future<Void> setApplicationAttributes(PlatformArn arn, Map<String, String> given) {
    loop.store().checkRoom();
    return turns
        .decide(() -> application(arn).map(found -> set(known(found), arn, given)))
        .mapEmpty();
  }

  private static Outcome<Boolean> set(
      ApplicationRecord application, PlatformArn arn, Map<String, String> given) {
    Attributes changed = ApplicationRules.set(application.attributes(), given, arn.platform());
    return new Outcome<>(true, List.of(application.with(changed).put()));
  }

  /** The applications of {@code scope} after {@code after}. */
  Future<Page<ListPlatformApplications.PlatformApplication>> listApplications(
      String scope, String after) {
    long owner = ApplicationRecord.owner(scope);
    Key from = after.isEmpty() ? Key.first(owner) : ApplicationRecord.key(scope, after).next();
    return turns.read(
        () ->
            loop.store()
                .scan(TopicTables.APPLICATIONS, from, Key.afterAll(owner), Limits.PAGE + 1)
                .map(
                    rows ->
                        rows.stream().map(row -> ApplicationRecord.decode(row.value())).toList())
                .map(found -> applications(found, scope)));
  }

  private static Page<ListPlatformApplications.PlatformApplication> applications(
      List<ApplicationRecord> found, String scope) {
    List<ListPlatformApplications.PlatformApplication> shown =
        found.stream()
            .limit(Limits.PAGE)
            .filter(application -> application.scope().equals(scope))
            .map(
                application ->
                    new ListPlatformApplications.PlatformApplication(
                        application.arn(),
                        ApplicationRules.view(
                            application.attributes(),
                            PlatformArn.application("", application.arn()).platform())))
            .toList();
    boolean isLast = found.size() <= Limits.PAGE;
    return new Page<>(shown, isLast ? null : Page.token(found.get(Limits.PAGE - 1).arn(), scope));
  }

  /** Removes the application {@code arn}, if it is there, and all its endpoints. */
  Future<Void> deleteApplication(PlatformArn arn) {
    return turns
        .decide(() -> application(arn).map(PlatformHost::deleted))
        .onSuccess(application -> application.ifPresent(gone -> sweeper.sweep(gone.id())))
        .mapEmpty();
  }

  private static Outcome<Optional<ApplicationRecord>> deleted(Optional<ApplicationRecord> found) {
    return new Outcome<>(
        found, found.map(gone -> List.of(gone.remove(), gone.leaveBehind())).orElse(List.of()));
  }

  /** Makes the endpoint that {@code request} wants of {@code arn}, or finds it; its ARN. */
  Future<String> createEndpoint(PlatformArn arn, CreatePlatformEndpoint request) {
    loop.store().checkRoom();
    return turns.decide(
        () -> application(arn).compose(found -> create(known(found), arn, request)));
  }

  private Future<Outcome<String>> create(
      ApplicationRecord application, PlatformArn arn, CreatePlatformEndpoint request) {
    Attributes wanted = DeviceRules.of(request, arn.platform());
    String token = DeviceRules.token(wanted);
    UUID own = DeviceRules.id(application.arn(), token);
    return holder(application, token)
        .compose(
            holder ->
                endpoint(application, holder.orElse(own))
                    .map(
                        found ->
                            found.isEmpty()
                                ? made(new EndpointRecord(application.id(), own, wanted), arn)
                                : found(found.get(), wanted, arn)));
  }

  private static Outcome<String> made(EndpointRecord endpoint, PlatformArn arn) {
    return new Outcome<>(arn.of(endpoint.id()), List.of(endpoint.put(), tokenOf(endpoint).put()));
  }

  private static Outcome<String> found(EndpointRecord found, Attributes wanted, PlatformArn arn) {
    String text = arn.of(found.id());
    if (!DeviceRules.token(found.attributes()).equals(DeviceRules.token(wanted))) {
      throw DeviceRules.moved();
    }
    if (!DeviceRules.isSame(found.attributes(), wanted, arn.platform())) {
      throw DeviceRules.taken(text);
    }
    return Outcome.of(text);
  }

  /** What the endpoint {@code arn} shows; nothing if it is not there. */
  Future<Optional<Map<String, String>>> endpointAttributes(PlatformArn arn) {
    return turns.read(
        () ->
            endpoint(arn)
                .map(
                    found -> found.map(one -> DeviceRules.view(one.attributes(), arn.platform()))));
  }

  /** Sets attributes of the endpoint {@code arn}. */
  Future<Void> setEndpointAttributes(PlatformArn arn, Map<String, String> given) {
    loop.store().checkRoom();
    return turns
        .decide(
            () ->
                application(arn)
                    .compose(
                        application ->
                            endpoint(application, arn)
                                .compose(
                                    found ->
                                        set(
                                            known(application),
                                            found.orElseThrow(PlatformHost::noEndpoint),
                                            arn,
                                            given))))
        .mapEmpty();
  }

  private Future<Outcome<Boolean>> set(
      ApplicationRecord application,
      EndpointRecord endpoint,
      PlatformArn arn,
      Map<String, String> given) {
    EndpointRecord changed =
        endpoint.with(DeviceRules.set(endpoint.attributes(), given, arn.platform()));
    String token = DeviceRules.token(changed.attributes());
    return holder(application, token)
        .map(
            holder -> {
              if (holder.isEmpty()) {
                List<Change> moved =
                    List.of(tokenOf(endpoint).remove(), tokenOf(changed).put(), changed.put());
                return new Outcome<>(true, moved);
              }
              if (!holder.get().equals(endpoint.id())) {
                throw DeviceRules.taken(arn.of(holder.get()));
              }
              return new Outcome<>(true, List.of(changed.put()));
            });
  }

  /** The endpoints of the application {@code arn} after {@code after}. */
  Future<Page<ListEndpointsByPlatformApplication.Endpoint>> listEndpoints(
      PlatformArn arn, String after) {
    return turns.read(
        () ->
            application(arn)
                .compose(found -> endpointRows(known(found), after))
                .map(found -> endpoints(found, arn)));
  }

  private Future<List<EndpointRecord>> endpointRows(ApplicationRecord application, String after) {
    long owner = application.id();
    Key from =
        after.isEmpty()
            ? Key.first(owner)
            : PlatformArn.uuid(after)
                .map(id -> EndpointRecord.key(owner, id).next())
                .orElseThrow(PlatformHost::noPage);
    return loop.store()
        .scan(TopicTables.ENDPOINTS, from, Key.afterAll(owner), Limits.PAGE + 1)
        .map(
            rows ->
                rows.stream().map(row -> EndpointRecord.decode(row.key(), row.value())).toList());
  }

  private static Page<ListEndpointsByPlatformApplication.Endpoint> endpoints(
      List<EndpointRecord> found, PlatformArn arn) {
    List<ListEndpointsByPlatformApplication.Endpoint> shown =
        found.stream()
            .limit(Limits.PAGE)
            .map(
                endpoint ->
                    new ListEndpointsByPlatformApplication.Endpoint(
                        arn.of(endpoint.id()),
                        DeviceRules.view(endpoint.attributes(), arn.platform())))
            .toList();
    boolean isLast = found.size() <= Limits.PAGE;
    return new Page<>(
        shown,
        isLast ? null : Page.token(found.get(Limits.PAGE - 1).id().toString(), arn.toString()));
  }

  /** Removes the endpoint {@code arn}, if it is there. */
  Future<Void> deleteEndpoint(PlatformArn arn) {
    return turns.decide(() -> endpoint(arn).map(PlatformHost::removed)).mapEmpty();
  }

  private static Outcome<Boolean> removed(Optional<EndpointRecord> found) {
    return new Outcome<>(
        found.isPresent(),
        found.map(gone -> List.of(gone.remove(), tokenOf(gone).remove())).orElse(List.of()));
  }

  /** What {@code request} makes of a message to the endpoint {@code arn}. */
  Future<PushNotification> accept(PlatformArn arn, Publish request) {
    return accept(
        arn,
        () ->
            new DeviceMessage(
                loop.step().randomUuid().toString(),
                DeviceMessageRules.check(request, arn.platform().name()),
                request.subject(),
                request.messageAttributes(),
                null));
  }

  /** What {@code message} is to the endpoint {@code arn}. */
  Future<PushNotification> accept(PlatformArn arn, DeviceMessage message) {
    return accept(arn, () -> message);
  }

  private Future<PushNotification> accept(PlatformArn arn, Supplier<DeviceMessage> message) {
    return turns.read(
        () ->
            application(arn)
                .compose(
                    application ->
                        endpoint(application, arn)
                            .map(found -> found.orElseThrow(PlatformHost::noTarget))
                            .map(
                                endpoint -> {
                                  checkEnabled(known(application), endpoint);
                                  return notification(endpoint, arn, message.get());
                                })));
  }

  private static void checkEnabled(ApplicationRecord application, EndpointRecord endpoint) {
    if (!application.attributes().get(ApplicationAttribute.ENABLED)) {
      throw TopicError.PLATFORM_APPLICATION_DISABLED.refuse("Platform application is disabled");
    }
    if (!endpoint.attributes().get(EndpointAttribute.ENABLED)) {
      throw TopicError.ENDPOINT_DISABLED.refuse("Endpoint is disabled");
    }
  }

  private static PushNotification notification(
      EndpointRecord endpoint, PlatformArn arn, DeviceMessage message) {
    return new PushNotification(
        message.messageId(),
        arn.platform(),
        arn.toString(),
        DeviceRules.token(endpoint.attributes()),
        message.payload(),
        message.subject(),
        message.attributes(),
        message.redrive());
  }

  private Future<Optional<ApplicationRecord>> application(PlatformArn arn) {
    Key key = ApplicationRecord.key(arn.scope(), arn.application().toString());
    return loop.store()
        .get(TopicTables.APPLICATIONS, List.of(key))
        .map(rows -> rows.get(0).map(ApplicationRecord::decode));
  }

  private Future<Optional<EndpointRecord>> endpoint(PlatformArn arn) {
    return application(arn).compose(application -> endpoint(application, arn));
  }

  private Future<Optional<EndpointRecord>> endpoint(
      Optional<ApplicationRecord> application, PlatformArn arn) {
    return application
        .flatMap(owner -> arn.endpoint().map(id -> endpoint(owner, id)))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  private Future<Optional<EndpointRecord>> endpoint(ApplicationRecord application, UUID id) {
    Key key = EndpointRecord.key(application.id(), id);
    return loop.store()
        .get(TopicTables.ENDPOINTS, List.of(key))
        .map(rows -> rows.get(0).map(row -> EndpointRecord.decode(key, row)));
  }

  /** Which endpoint of {@code application} has {@code token}. */
  private Future<Optional<UUID>> holder(ApplicationRecord application, String token) {
    return loop.store()
        .get(TopicTables.ENDPOINT_TOKENS, List.of(TokenRecord.key(application.id(), token)))
        .map(rows -> rows.get(0).map(TokenRecord::endpoint));
  }

  private static TokenRecord tokenOf(EndpointRecord endpoint) {
    return new TokenRecord(
        endpoint.application(), DeviceRules.token(endpoint.attributes()), endpoint.id());
  }

  private static ApplicationRecord known(Optional<ApplicationRecord> found) {
    return found.orElseThrow(
        () -> TopicError.NOT_FOUND.refuse("PlatformApplication does not exist"));
  }

  /** The refusal of an action on an endpoint that is not there. */
  static BrokerException noEndpoint() {
    return TopicError.NOT_FOUND.refuse("Endpoint does not exist");
  }

  private static BrokerException noTarget() {
    return Refusals.invalid("TargetArn Reason: No endpoint found for the target arn specified");
  }

  private static BrokerException noPage() {
    return Refusals.invalid("NextToken");
  }
}
