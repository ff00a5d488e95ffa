package io.fanfare.broker.config;

import io.fanfare.settings.Home;
import io.fanfare.settings.Setting;
import io.fanfare.yaml.Fields;
import io.fanfare.yaml.Mistake;
import io.fanfare.yaml.MistakesException;
import io.fanfare.yaml.YamlNode;
import io.fanfare.yaml.YamlReader;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file of settings and resources, in YAML, of which JSON is a part:
 *
 * <pre>{@code
 * account: "000000000000"
 * region: us-east-1
 * settings: {http: {port: 4566}}
 * queues:
 *   NAME: {VisibilityTimeout: 60, deadLetter: {queue: NAME, maxReceiveCount: 5}, tags: {...}}
 * topics:
 *   NAME:
 *     subscriptions: [{protocol: sqs, endpoint: NAME, FilterPolicy: {...}}]
 * eventSourceMappings: [{queue: NAME, function: NAME, BatchSize: 10}]
 * prune: false
 * }</pre>
 *
 * Attributes have AWS's names, and what is JSON with AWS may be YAML here.
 */
public final class ConfigFile {

  /** Its bytes. */
  public static final int MOST_BYTES = YamlReader.MOST_CHARACTERS;

  static final String SETTINGS = "settings";
  static final List<String> TOP =
      List.of(
          PartReader.ACCOUNT,
          PartReader.REGION,
          ResourceReader.ENDPOINT,
          SETTINGS,
          ResourceReader.QUEUES,
          ResourceReader.TOPICS,
          ResourceReader.MAPPINGS,
          ResourceReader.PRUNE);

  private final String name;
  private final JsonObject settings;
  private final JsonObject everywhere;
  private final Function<Scope, Resources> resources;

  private ConfigFile(
      String name,
      JsonObject settings,
      JsonObject everywhere,
      Function<Scope, Resources> resources) {
    this.name = name;
    this.settings = settings;
    this.everywhere = everywhere;
    this.resources = resources;
  }

  /**
   * The file at {@code path}.
   *
   * @param declared what can be set
   * @throws ConfigException if it cannot be read, and with all that is wrong in it
   */
  public static ConfigFile read(Path path, List<Setting<?>> declared) {
    return of(path.toString(), text(path), declared);
  }

  /**
   * What the file at {@code path} has, which must be a text that is not too long.
   *
   * @throws ConfigException if it cannot be read, or is none
   */
  public static String text(Path path) {
    byte[] bytes;
    try (InputStream file = Files.newInputStream(path)) {
      bytes = file.readNBytes(MOST_BYTES + 1);
    } catch (IOException unreadable) {
      throw new ConfigException(path + " cannot be read: " + reason(unreadable));
    }
    if (bytes.length > MOST_BYTES) {
      throw new ConfigException(path + " has more than " + MOST_BYTES + " bytes.");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      throw new ConfigException(path + " is not a text in UTF-8.");
    }
  }

  private static String reason(IOException unreadable) {
    return unreadable instanceof NoSuchFileException
        ? "there is no such file"
        : String.valueOf(unreadable.getMessage());
  }

  /**
   * The file that {@code text} would be.
   *
   * @param name how mistakes in it are told
   * @throws ConfigException with all that is wrong in it
   */
  public static ConfigFile of(String name, String text, List<Setting<?>> declared) {
    try {
      return YamlReader.read(text, (node, mistakes) -> of(name, node, declared, mistakes));
    } catch (MistakesException wrong) {
      throw new ConfigException(name, wrong.mistakes());
    }
  }

  private static ConfigFile of(
      String name, YamlNode node, List<Setting<?>> declared, List<Mistake> mistakes) {
    Fields top = Fields.of(node, mistakes, TOP);
    SettingNodes reader = new SettingNodes(mistakes);
    JsonObject settings =
        top.node(SETTINGS).map(found -> reader.read(found, declared)).orElseGet(JsonObject::new);
    JsonObject everywhere = new JsonObject();
    for (Setting<String> each : List.of(Home.ACCOUNT, Home.REGION, Home.ENDPOINT)) {
      top.node(each.name())
          .ifPresent(
              found ->
                  everywhere.mergeIn(
                      reader.read(
                          new YamlNode.Members(found.line(), Map.of(each.name(), found)),
                          List.of(each))));
    }
    Scope any = new Scope(Home.ACCOUNT.preset().orElse(""), Home.REGION.preset().orElse(""));
    new ResourceReader(any, mistakes).read(top);
    return new ConfigFile(
        name, settings, everywhere, home -> new ResourceReader(home, new ArrayList<>()).read(top));
  }

  /** How mistakes in it are told. */
  String name() {
    return name;
  }

  /** What it sets, in the JSON form of the options. */
  public JsonObject settings() {
    return settings.copy();
  }

  /** The account of callers who name none, if it says so. */
  public Optional<String> account() {
    return Optional.ofNullable(everywhere.getString(Home.ACCOUNT.name()));
  }

  /** The region of callers who name none, if it says so. */
  public Optional<String> region() {
    return Optional.ofNullable(everywhere.getString(Home.REGION.name()));
  }

  /** What URLs begin with, if it says so. */
  public Optional<String> endpoint() {
    return Optional.ofNullable(everywhere.getString(Home.ENDPOINT.name()));
  }

  /** What there is to be; in {@code home} where it does not say where. */
  Resources resources(Scope home) {
    return resources.apply(home);
  }
}
