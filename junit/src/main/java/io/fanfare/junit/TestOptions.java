package io.fanfare.junit;

import io.fanfare.broker.BrokerOptions;
import io.fanfare.broker.config.ConfigFile;
import io.fanfare.settings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of a broker for tests. */
final class TestOptions {

  private TestOptions() {}

  /** The options that are chosen, at a free port of this machine that no other one reaches. */
  static BrokerOptions of(FanfareOptions chosen) {
    BrokerOptions options =
        chosen.getConfig().isEmpty()
            ? new BrokerOptions()
            : configured(chosen.getConfig(), text(chosen));
    options.getHttp().setHost("127.0.0.1").setPort(0);
    chosen.more().accept(options);
    return options;
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
