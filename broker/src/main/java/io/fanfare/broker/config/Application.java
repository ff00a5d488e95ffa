package io.fanfare.broker.config;

import static java.lang.System.Logger.Level.INFO;

import io.fanfare.broker.config.Making.Step;
import io.fanfare.core.BrokerException;
import io.fanfare.functions.FunctionsOptions;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.runtime.Environment;
import io.fanfare.settings.Setting;
import io.fanfare.topics.TopicsOptions;
import io.fanfare.yaml.Mistake;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Has the resources of a broker be as a file says: judges all of it first, and changes nothing if
 * anything is wrong.
 */
public final class Application {

  private static final System.Logger LOG = System.getLogger(Application.class.getName());

  private final ConfigFile file;
  private final Scope home;
  private final Map<Object, Made> made = new ConcurrentHashMap<>();

  private Application(ConfigFile file, Scope home) {
    this.file = file;
    this.home = home;
  }

  /**
   * What a broker's options say of its resources; nothing if they say nothing.
   *
   * @param path the file that has them
   * @param text what such a file would say
   * @throws ConfigException if both are given, and with all that is wrong with them
   */
  public static Optional<Application> of(
      @Nullable String path, @Nullable String text, Scope home, List<Setting<?>> declared) {
    if (path != null && text != null) {
      throw new ConfigException(
          "There are resources and a file of resources (config): leave one of them out.");
    }
    Optional<ConfigFile> file =
        path != null
            ? Optional.of(ConfigFile.read(Path.of(path), declared))
            : Optional.ofNullable(text).map(given -> ConfigFile.of("resources", given, declared));
    return file.map(found -> new Application(found, home));
  }

  /**
   * What a broker is opened with, as far as it matters for what may be in a file.
   *
   * @param environment the broker's own
   */
  public record Ground(
      Environment environment,
      QueuesOptions queues,
      FunctionsOptions functions,
      TopicsOptions topics) {}

  /**
   * Makes all that is in the file and does not have to ask the broker for something, and deletes
   * what is to be pruned. Fails with {@link ConfigException} if something is wrong.
   */
  public Future<Void> apply(BrokerServices services, Ground ground) {
    Resources resources = file.resources(home);
    if (resources.isEmpty()) {
      return Future.succeededFuture();
    }
    return new Trial(services, resources)
        .judge(ground)
        .compose(this::refuse)
        .compose(sound -> Each.inTurn(new Making(services).stages(resources), this::make))
        .compose(
            there ->
                resources.prune()
                    ? new Pruning(services, resources).prune()
                    : Future.succeededFuture(0))
        .onSuccess(this::tell)
        .mapEmpty();
  }

  /**
   * Makes the subscriptions whose endpoints ask the broker to confirm them, which they do at {@code
   * services}.
   */
  public Future<Void> applyConfirmed(BrokerServices services) {
    return make(new Making(services).confirmed(file.resources(home)));
  }

  private Future<Void> refuse(List<Mistake> mistakes) {
    return mistakes.isEmpty()
        ? Future.succeededFuture()
        : Future.failedFuture(new ConfigException(file.name(), mistakes));
  }

  private Future<Void> make(List<Step> stage) {
    return Each.of(
            stage, step -> make(step).onSuccess(one -> made.merge(step.of(), one, Made::and)))
        .mapEmpty();
  }

  /** What was tried may still be refused for what is not in the file, such as a name too new. */
  private Future<Made> make(Step step) {
    return step.run(step.part())
        .recover(
            cause ->
                Future.failedFuture(
                    cause instanceof BrokerException refusal
                        ? new ConfigException(
                            file.name(),
                            List.of(
                                new Mistake(
                                    step.part().line(), step.what() + ": " + refusal.sentence())))
                        : cause));
  }

  private void tell(int pruned) {
    LOG.log(
        INFO,
        "{0}: {1} made, {2} changed, {3} as they were, {4} deleted",
        file.name(),
        Collections.frequency(made.values(), Made.CREATED),
        Collections.frequency(made.values(), Made.CHANGED),
        Collections.frequency(made.values(), Made.LEFT),
        pruned);
  }
}
