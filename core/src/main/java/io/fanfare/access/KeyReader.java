package io.fanfare.access;

import io.fanfare.core.policy.Identity;
import io.fanfare.yaml.Fields;
import io.fanfare.yaml.Mistake;
import io.fanfare.yaml.YamlNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the access keys in the file, each of which may stand there once. */
final class KeyReader {

  private static final List<String> MEMBERS = List.of("id", "secret", "token", "expires", "active");

  /** A principal has one key, and while it changes to another one, two. */
  private static final int MOST = 2;

  private final List<Mistake> mistakes;
  private final List<AccessKey> keys = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  KeyReader(List<Mistake> mistakes) {
    this.mistakes = mistakes;
  }

  /** The keys that are in use. */
  List<AccessKey> keys() {
    return List.copyOf(keys);
  }

  /** Reads the keys of {@code identity}, which {@code owner} has. */
  void read(Fields owner, Identity identity) {
    int active = 0;
    for (YamlNode node : owner.items("keys")) {
      Fields fields = Fields.of(node, mistakes, MEMBERS);
      Optional<AccessKey> key = key(fields, identity);
      if (fields.flag("active", true)) {
        active++;
        key.ifPresent(keys::add);
        if (active > MOST) {
          mistakes.add(new Mistake(node.line(), "There may be two keys in use at once."));
        }
      }
    }
  }

  private Optional<AccessKey> key(Fields fields, Identity identity) {
    Optional<String> id =
        fields.required("id", Forms.KEY_ID, "The id of a key has 1 to 128 letters and digits.");
    Optional<String> secret =
        fields.required("secret", Forms.SECRET, "A secret has 8 to 256 characters and no spaces.");
    Secret token =
        fields
            .text("token", Forms.TOKEN, "A token has 1 to 4,096 characters and no spaces.")
            .map(Secret::of)
            .orElse(null);
    Instant expires = expires(fields);
    id.ifPresent(found -> checkOnce(found, fields.line()));
    if (id.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new AccessKey(id.get(), Secret.of(secret.get()), token, expires, identity));
  }

  private @Nullable Instant expires(Fields fields) {
    String sentence = "The end of a key is a time in ISO 8601, such as 2030-01-01T00:00:00Z.";
    return fields.time(fields.text("expires", Forms.ANYTHING, sentence), sentence).orElse(null);
  }

  private void checkOnce(String id, int line) {
    Integer before = lines.putIfAbsent(id, line);
    if (before != null) {
      mistakes.add(new Mistake(line, "The key of line " + before + " has the same id."));
    }
  }
}
