package io.fanfare.broker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The variables of the environment that set what options of the command line set. One that is empty
 * sets nothing; one that looks like a setting and is none is refused, as it would be a default that
 * somebody believes to be changed.
 */
final class CommandVariables {

  /** What the name of each begins with. */
  static final String PREFIX = "FANFARE_";

  /** What is meant for the script that starts the program. */
  private static final Set<String> OF_THE_SCRIPT =
      Set.of(PREFIX + "JAVA_OPTIONS", PREFIX + "JAR", PREFIX + "CACHE");

  /**
   * The end of the name of one by which Kubernetes tells all pods where a service is, such as one
   * called fanfare or fanfare-ui, and by others that begin as it does.
   */
  private static final String OF_A_SERVICE = "SERVICE_HOST";

  private static final String ADDRESS = "[a-z]+://.*";

  private final Map<String, String> given = new TreeMap<>();

  /** Those of {@code environment} that are meant for the program. */
  CommandVariables(Map<String, String> environment) {
    List<String> services =
        environment.keySet().stream()
            .filter(name -> name.startsWith(PREFIX) && name.endsWith("_" + OF_A_SERVICE))
            .map(name -> name.substring(0, name.length() - OF_A_SERVICE.length()))
            .toList();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)
              && !value.isEmpty()
              && !OF_THE_SCRIPT.contains(name)
              && services.stream().noneMatch(service -> isOf(service, name, value))) {
            given.put(name, value);
          }
        });
  }

  private static boolean isOf(String service, String name, String value) {
    if (!name.startsWith(service)) {
      return false;
    }
    String rest = name.substring(service.length());
    return rest.startsWith("SERVICE_")
        || rest.startsWith("PORT_")
        || (rest.equals("PORT") && value.matches(ADDRESS));
  }

  /** The value of the variable of {@code option}, if it has one. */
  Optional<String> value(CommandOption<?> option) {
    return Optional.ofNullable(given.get(option.variable()));
  }

  /**
   * Sets in {@code options} what they say.
   *
   * @return all that is wrong with them, a sentence each
   */
  List<String> apply(List<CommandOption<?>> all, BrokerOptions options) {
    Stream<String> refused =
        all.stream()
            .flatMap(option -> value(option).flatMap(text -> option.apply(text, options)).stream());
    Set<String> known =
        all.stream().map(CommandOption::variable).collect(Collectors.toUnmodifiableSet());
    Stream<String> unknown =
        given.keySet().stream()
            .filter(name -> !known.contains(name))
            .map(name -> name + " is no setting's variable");
    return Stream.concat(refused, unknown).toList();
  }
}
