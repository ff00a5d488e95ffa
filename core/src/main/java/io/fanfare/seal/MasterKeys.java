package io.fanfare.seal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys of the key file, as it was when it was read. */
public final class MasterKeys {

  /** The alias of the key for what names no other. */
  public static final String DEFAULT_ALIAS = "alias/aws/sqs";

  private static final String ALIAS = "alias/";
  private static final String KEY = "key/";
  private static final String ARN = "arn:";
  private static final int ARN_PARTS = 6;

  private final Map<UUID, MasterKey> byId = new LinkedHashMap<>();
  private final Map<String, MasterKey> byAlias = new HashMap<>();

  /** These keys, no two of which have the same id. */
  public MasterKeys(List<MasterKey> keys) {
    keys.forEach(key -> byId.put(key.id(), key));
    // An alias leads to the newest key that is enabled; if none is, it tells of the newest.
    Comparator<MasterKey> order =
        Comparator.comparing(MasterKey::isEnabled)
            .thenComparing(MasterKey::created)
            .thenComparing(MasterKey::id);
    keys.stream()
        .sorted(order)
        .forEach(key -> key.aliases().forEach(alias -> byAlias.put(alias, key)));
  }

  /** Whether there is a key for what names none. */
  public boolean hasDefault() {
    MasterKey key = byAlias.get(DEFAULT_ALIAS);
    return key != null && key.isEnabled();
  }

  /** Every key. */
  public List<MasterKey> all() {
    return List.copyOf(byId.values());
  }

  /** The key {@code id}, if there is one. */
  public Optional<MasterKey> find(UUID id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The key that {@code name} names: by its id, an alias, or the ARN of either, of whatever region
   * and account.
   *
   * @throws KeyTroubleException if there is none, or if it may not be used
   */
  MasterKey usable(String name) {
    MasterKey key = byAlias.get(name);
    if (key == null) {
      key = named(resource(name));
    }
    if (key == null) {
      throw KeyTrouble.NOT_FOUND.with(name);
    }
    key.use(name);
    return key;
  }

  /** What stands behind the account of an ARN; what is none is taken as it is. */
  private static String resource(String name) {
    String[] parts = name.split(":", ARN_PARTS);
    boolean arn = name.startsWith(ARN) && parts.length == ARN_PARTS && parts[2].equals("kms");
    if (!arn) {
      return name.startsWith(KEY) ? "" : name;
    }
    String resource = parts[ARN_PARTS - 1];
    return resource.startsWith(KEY) ? resource.substring(KEY.length()) : aliasOnly(resource);
  }

  private static String aliasOnly(String resource) {
    return resource.startsWith(ALIAS) ? resource : "";
  }

  private @Nullable MasterKey named(String resource) {
    if (resource.startsWith(ALIAS)) {
      return byAlias.get(resource);
    }
    // Unlike UUID.fromString, this takes one spelling of an id only.
    return byId.values().stream()
        .filter(key -> key.id().toString().equals(resource))
        .findFirst()
        .orElse(null);
  }

  @Override
  public String toString() {
    return byId.size() + " master keys";
  }
}
