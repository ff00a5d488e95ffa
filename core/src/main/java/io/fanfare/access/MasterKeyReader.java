package io.fanfare.access;

import io.fanfare.seal.MasterKey;
import io.fanfare.seal.MasterKey.State;
import io.fanfare.seal.MasterKeys;
import io.fanfare.yaml.Fields;
import io.fanfare.yaml.Mistake;
import io.fanfare.yaml.YamlNode;
import io.fanfare.yaml.YamlNode.Scalar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the master keys from a text in YAML:
 *
 * <pre>{@code
 * keys:
 *   - id: 1234abcd-12ab-34cd-56ef-1234567890ab
 *     aliases: [alias/aws/sqs, alias/aws/sns]
 *     created: 2030-01-01T00:00:00Z
 *     state: enabled
 *     key: ...
 * }</pre>
 *
 * A key has 32 bytes, in base64; one that is deleted has none. Some key that is enabled has the
 * alias for what names no key.
 */
public final class MasterKeyReader {

  private static final List<String> TOP = List.of("keys");
  private static final List<String> MEMBERS = List.of("id", "aliases", "created", "state", "key");
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern ALIAS = Pattern.compile("alias/[a-zA-Z0-9/_-]{1,250}");
  private static final Pattern STATE = Pattern.compile("enabled|disabled|deleted");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{43}=");

  private final List<Mistake> mistakes;
  private final List<MasterKey> keys = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  private MasterKeyReader(List<Mistake> mistakes) {
    this.mistakes = mistakes;
  }

  /**
   * The keys of the file at {@code path}, which its owner alone reads.
   *
   * @throws AccessFileException if others can use it or own it, and with all that is wrong in it
   * @throws IOException if it cannot be read
   */
  public static MasterKeys read(Path path) throws AccessFileException, IOException {
    return read(AccessFile.text(path));
  }

  /**
   * The keys that {@code text} lists.
   *
   * @throws AccessFileException with all that is wrong with it
   */
  public static MasterKeys read(String text) throws AccessFileException {
    return AccessFile.parse(text, (node, mistakes) -> new MasterKeyReader(mistakes).read(node));
  }

  private MasterKeys read(YamlNode node) {
    Fields top = Fields.of(node, mistakes, TOP);
    top.items("keys").forEach(key -> read(Fields.of(key, mistakes, MEMBERS)));
    MasterKeys all = new MasterKeys(keys);
    if (mistakes.isEmpty() && !all.hasDefault()) {
      mistakes.add(
          new Mistake(
              top.line(),
              "No key that is enabled has the alias "
                  + MasterKeys.DEFAULT_ALIAS
                  + ", by which is sealed what names no key."));
    }
    return all;
  }

  private void read(Fields fields) {
    Optional<String> id = fields.required("id", ID, "The id of a key is a UUID, in small letters.");
    id.ifPresent(found -> checkOnce(found, fields.line()));
    Instant created = created(fields);
    State state =
        fields
            .text("state", STATE, "A key is enabled, disabled or deleted.")
            .map(text -> State.valueOf(text.toUpperCase(Locale.ROOT)))
            .orElse(State.ENABLED);
    Set<String> aliases = aliases(fields);
    byte @Nullable [] bytes = bytes(fields, state);
    boolean whole = bytes != null || state == State.DELETED;
    if (id.isPresent() && created != null && whole) {
      keys.add(new MasterKey(UUID.fromString(id.get()), aliases, created, state, bytes));
    }
  }

  private byte @Nullable [] bytes(Fields fields, State state) {
    String sentence = "A key has 32 bytes, in base64.";
    Optional<String> text =
        state == State.DELETED
            ? fields.text("key", KEY, sentence)
            : fields.required("key", KEY, sentence);
    return text.map(Base64.getDecoder()::decode).orElse(null);
  }

  private @Nullable Instant created(Fields fields) {
    String sentence = "A key was created at a time in ISO 8601, such as 2030-01-01T00:00:00Z.";
    return fields.time(fields.required("created", Forms.ANYTHING, sentence), sentence).orElse(null);
  }

  private Set<String> aliases(Fields fields) {
    Set<String> aliases = new LinkedHashSet<>();
    for (YamlNode node : fields.items("aliases")) {
      if (node instanceof Scalar scalar && ALIAS.matcher(scalar.text()).matches()) {
        aliases.add(scalar.text());
      } else {
        mistakes.add(
            new Mistake(
                node.line(), "An alias is alias/ and 1 to 250 letters, digits and any of /_-."));
      }
    }
    return aliases;
  }

  private void checkOnce(String id, int line) {
    Integer before = lines.putIfAbsent(id, line);
    if (before != null) {
      mistakes.add(new Mistake(line, "The key of line " + before + " has the same id."));
    }
  }
}
