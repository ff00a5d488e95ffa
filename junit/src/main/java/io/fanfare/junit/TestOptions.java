package io.fanfare.junit;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.broker.config.ConfigFile;
import io.fanfare.http.status.StatusOptions;
import io.fanfare.http.tls.TlsOptions;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.settings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of a broker for tests. */
final class TestOptions {

  private TestOptions() {}

  /**
   * The options that are chosen, at a free port of this machine that no other one reaches. Of a
   * configuration there is not what ties a broker to the machine it was written for: addresses,
   * certificates, keys, who may do what, and files of its own.
   */
  static BrokerOptions of(FanfareOptions chosen) {
    BrokerOptions options =
        chosen.getConfig().isEmpty()
            ? new BrokerOptions()
            : configured(chosen.getConfig(), text(chosen));
    options
        .setHttpEnabled(true)
        .setAccess(null)
        .setAccessMode(null)
        .setAuditLog(null)
        .setKeys(null)
        .setStatus(new StatusOptions())
        .setEndpoint(new QueuesOptions().getEndpoint());
    options
        .getHttp()
        .setHost("127.0.0.1")
        .setPort(0)
        .setEndpoint(null)
        .setAllowedHosts(List.of())
        .setTls(new TlsOptions());
    chosen.more().accept(options);
    return options;
  }

  /** How {@code broker} is reached that was opened with {@code options}, if it is by HTTP. */
  static @Nullable URI reached(BrokerOptions options, Broker broker) {
    if (!options.isHttpEnabled()) {
      return null;
    }
    String set = options.getHttp().getHost();
    String host = set.equals("0.0.0.0") || set.equals("::") ? "127.0.0.1" : set;
    return URI.create(
        "%s://%s:%d"
            .formatted(
                options.getHttp().getTls().isAsked() ? "https" : "http",
                host.contains(":") ? "[" + host + "]" : host,
                broker.port()));
  }

  private static BrokerOptions configured(String name, String text) {
    List<Setting<?>> declared =
        BrokerOptions.settings().stream()
            .filter(each -> each != BrokerOptions.CONFIG && each != BrokerOptions.RESOURCES)
            .toList();
    ConfigFile file = ConfigFile.of(name, text, declared);
    BrokerOptions options = new BrokerOptions(file.settings()).setResources(text);
    if (file.account().isPresent() || file.region().isPresent()) {
      options.setHome(
          file.account().orElse(options.getHttp().getAccount()),
          file.region().orElse(options.getHttp().getRegion()));
    }
    return options;
  }

  private static String text(FanfareOptions chosen) {
    String name = chosen.getConfig();
    Class<?> beside = chosen.getBeside();
    @Nullable URL near = beside.getResource(name);
    @Nullable URL found = near != null ? near : beside.getResource("/" + name);
    if (found == null) {
      throw new IllegalArgumentException(
          "There is no resource %s beside %s or at the root".formatted(name, beside.getName()));
    }
    try (InputStream in = found.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException("The resource cannot be read: " + found, fault);
    }
  }
}
