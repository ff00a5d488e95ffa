package io.fanfare.broker;

import io.fanfare.broker.config.Application;
import io.fanfare.broker.config.BrokerServices;
import io.fanfare.broker.config.ConfigFile;
import io.fanfare.broker.config.Scope;
import io.fanfare.http.HttpApiOptions;
import io.fanfare.runtime.Environment;
import io.fanfare.settings.Setting;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What options say of the resources that a broker begins with. */
final class Configured {

  private Configured() {}

  /** What can be set in a file: all but the file itself, and what it has beside settings. */
  static List<Setting<?>> settings() {
    return BrokerOptions.settings().stream()
        .filter(each -> each != BrokerOptions.CONFIG && each != BrokerOptions.RESOURCES)
        .toList();
  }

  /** What there is to be made when a broker opens with {@code options}. */
  static Optional<Application> application(BrokerOptions options) {
    Scope home = new Scope(options.getQueues().getAccount(), options.getQueues().getRegion());
    return Application.of(options.getConfig(), options.getResources(), home, settings());
  }

  /** Has the resources be as {@code given} says, before anybody can ask for them. */
  static Future<Void> apply(
      Optional<Application> given,
      Environment environment,
      BrokerServices services,
      BrokerOptions options) {
    return given
        .map(
            application ->
                application.apply(
                    services,
                    new Application.Ground(
                        environment,
                        options.getQueues(),
                        options.getFunctions(),
                        options.getTopics())))
        .orElseGet(Future::succeededFuture);
  }

  /** The options that the file at {@code path} sets, and that name it. */
  static BrokerOptions options(Path path) {
    String text = ConfigFile.text(path);
    ConfigFile file = ConfigFile.of(path.toString(), text, settings());
    BrokerOptions options = new BrokerOptions(file.settings());
    if (Files.isRegularFile(path)) {
      options.setConfig(path.toString());
    } else {
      // What comes through a pipe can be read once.
      options.setResources(text);
    }
    if (file.account().isPresent() || file.region().isPresent()) {
      options.setHome(
          file.account().orElse(options.getHttp().getAccount()),
          file.region().orElse(options.getHttp().getRegion()));
    }
    file.endpoint().ifPresent(options::setEndpoint);
    return options;
  }

  /** What URLs begin with by which this machine reaches a broker that listens at {@code port}. */
  static String reachedAt(HttpApiOptions http, int port) {
    @Nullable String endpoint = http.getEndpoint();
    if (endpoint != null) {
      return endpoint;
    }
    String host = http.getHost();
    String known = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    return "%s://%s:%d"
        .formatted(
            http.getTls().isAsked() ? "https" : "http",
            known.contains(":") ? "[" + known + "]" : known,
            port);
  }
}
