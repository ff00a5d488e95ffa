package io.fanfare.broker.config;

import io.fanfare.settings.Setting;
import io.fanfare.settings.SettingException;
import io.fanfare.settings.SettingValues;
import io.fanfare.yaml.Mistake;
import io.fanfare.yaml.YamlNode;
import io.fanfare.yaml.YamlNode.Scalar;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Reads the settings of a file, in the JSON form of the options that declare them. */
final class SettingNodes {

  private final List<Mistake> mistakes;

  SettingNodes(List<Mistake> mistakes) {
    this.mistakes = mistakes;
  }

  /** What {@code node} sets of {@code declared}; what is wrong comes to the mistakes. */
  JsonObject read(YamlNode node, List<Setting<?>> declared) {
    return read("", node, declared);
  }

  private JsonObject read(String path, YamlNode node, List<Setting<?>> declared) {
    JsonObject json = new JsonObject();
    if (node instanceof YamlNode.Members members) {
      members.all().forEach((name, value) -> read(path, name, value, declared, json));
    } else if (!isNothing(node)) {
      mistakes.add(new Mistake(node.line(), "This has to be a map."));
    }
    return json;
  }

  private void read(
      String path, String name, YamlNode value, List<Setting<?>> declared, JsonObject json) {
    Optional<Setting<?>> found =
        declared.stream().filter(setting -> setting.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      refuse(path, value, () -> new SettingValues(declared, new JsonObject().put(name, 1)));
    } else if (!found.get().settings().isEmpty()) {
      json.put(name, read(path + name + ".", value, found.get().settings()));
    } else if (!isNothing(value)) {
      refuse(path, value, () -> json.put(name, json(found.get(), value)));
    }
  }

  private static <T> Object json(Setting<T> setting, YamlNode value) {
    if (value instanceof Scalar scalar) {
      return setting.toJson(setting.parse(scalar.text()));
    }
    return value instanceof YamlNode.Items items
        ? setting.toJson(setting.fromJson(texts(items)))
        : setting.toJson(setting.fromJson(new JsonObject()));
  }

  private static JsonArray texts(YamlNode.Items items) {
    JsonArray texts = new JsonArray();
    items.all().forEach(each -> texts.add(each instanceof Scalar one ? one.text() : null));
    return texts;
  }

  private void refuse(String path, YamlNode value, Runnable reading) {
    try {
      reading.run();
    } catch (SettingException refusal) {
      mistakes.add(new Mistake(value.line(), path + refusal.getMessage() + "."));
    }
  }

  private static boolean isNothing(YamlNode node) {
    return node instanceof Scalar scalar && scalar.kind() == Scalar.Kind.NULL;
  }
}
