package io.fanfare.http.action;

import static io.fanfare.http.action.Action.action;
import static io.fanfare.http.action.BodySize.SETTINGS;

import io.fanfare.functions.Functions;
import io.fanfare.functions.model.CreateEventSourceMapping;
import io.fanfare.functions.model.DeleteEventSourceMapping;
import io.fanfare.functions.model.EventSourceMappingConfiguration;
import io.fanfare.functions.model.GetEventSourceMapping;
import io.fanfare.functions.model.ListEventSourceMappings;
import io.fanfare.functions.model.ListTags;
import io.fanfare.functions.model.TagResource;
import io.fanfare.functions.model.UntagResource;
import io.fanfare.functions.model.UpdateEventSourceMapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The actions of the functions, a row each, with their methods and paths. */
public final class FunctionRoutes {

  /** The name of the service in tables and metrics. */
  public static final String SERVICE = "Lambda";

  /** The header that says how a function is invoked. */
  public static final String INVOCATION_TYPE = Invocations.TYPE;

  private static final String MAPPINGS = "/2015-03-31/event-source-mappings";
  private static final String TAGS = "/2017-03-31/tags";
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;

  private final List<RestRoute<Functions>> routes;

  private FunctionRoutes(List<RestRoute<Functions>> routes) {
    this.routes = List.copyOf(routes);
  }

  /** What is asked for, and by which members of the path. */
  public record Asked(RestRoute<Functions> route, Map<String, String> members) {}

  public static FunctionRoutes of() {
    List<RestRoute<Functions>> routes = new ArrayList<>();
    routes.addAll(onAllMappings());
    routes.addAll(onOneMapping());
    routes.addAll(onTags());
    routes.add(Invocations.route());
    return new FunctionRoutes(routes);
  }

  private static List<RestRoute<Functions>> onAllMappings() {
    return List.of(
        RestRoute.of(
            "POST",
            MAPPINGS,
            ACCEPTED,
            action(
                    CreateEventSourceMapping.class,
                    EventSourceMappingConfiguration.class,
                    Functions::createEventSourceMapping)
                .needing(SETTINGS)),
        RestRoute.of(
            "GET",
            MAPPINGS,
            OK,
            action(
                ListEventSourceMappings.class,
                ListEventSourceMappings.Result.class,
                Functions::listEventSourceMappings)));
  }

  private static List<RestRoute<Functions>> onOneMapping() {
    return List.of(
        RestRoute.of(
            "GET",
            MAPPINGS + "/{UUID}",
            OK,
            action(
                GetEventSourceMapping.class,
                EventSourceMappingConfiguration.class,
                Functions::getEventSourceMapping)),
        RestRoute.of(
            "PUT",
            MAPPINGS + "/{UUID}",
            ACCEPTED,
            action(
                    UpdateEventSourceMapping.class,
                    EventSourceMappingConfiguration.class,
                    Functions::updateEventSourceMapping)
                .needing(SETTINGS)),
        RestRoute.of(
            "DELETE",
            MAPPINGS + "/{UUID}",
            ACCEPTED,
            action(
                DeleteEventSourceMapping.class,
                EventSourceMappingConfiguration.class,
                Functions::deleteEventSourceMapping)));
  }

  private static List<RestRoute<Functions>> onTags() {
    return List.of(
        RestRoute.of(
            "POST",
            TAGS + "/{Resource}",
            NO_CONTENT,
            action(TagResource.class, Functions::tagResource).needing(SETTINGS)),
        RestRoute.of(
            "DELETE",
            TAGS + "/{Resource}",
            NO_CONTENT,
            action(UntagResource.class, Functions::untagResource)),
        RestRoute.of(
            "GET",
            TAGS + "/{Resource}",
            OK,
            action(ListTags.class, ListTags.Result.class, Functions::listTags)));
  }

  /** The headers that members of requests stand in, by those members. */
  public static Map<String, String> headers() {
    return Invocations.HEADERS;
  }

  /** Whether {@code path} is that of an invocation, whose body may be longer than others. */
  public static boolean isInvocation(String path) {
    return path.endsWith(Invocations.SUFFIX);
  }

  /** Whether {@code path} is one of the functions' service, and not of a queue. */
  public static boolean isOne(String path) {
    return path.startsWith("/2015-03-31/") || path.startsWith("/2017-03-31/");
  }

  /** What {@code method} asks at {@code path}; nothing if that is no action. */
  public Optional<Asked> find(String method, String path) {
    for (RestRoute<Functions> route : routes) {
      if (route.method().equals(method)) {
        Optional<Map<String, String>> members = route.match(path);
        if (members.isPresent()) {
          return Optional.of(new Asked(route, members.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** The actions, in the order of their names. */
  public Actions<Functions> actions() {
    List<Action<Functions, ?, ?>> rows =
        routes.stream()
            .<Action<Functions, ?, ?>>map(RestRoute::action)
            .sorted(Comparator.comparing(Action::name))
            .toList();
    return new Actions<>(SERVICE, rows);
  }
}
