package io.fanfare.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.fanfare.yaml.YamlNode.Scalar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads a text in YAML. It keeps the lines of everything, and takes no anchors: what is meant
 * stands where it is read.
 */
public final class YamlReader {

  /** The longest text that is read. */
  public static final int MOST_CHARACTERS = 16 << 20;

  private static final YAMLFactory YAML = YAMLFactory.builder().loaderOptions(options()).build();
  private static final int DEPTH = 32;

  private final YAMLParser parser;
  private final List<Mistake> mistakes;

  private YamlReader(YAMLParser parser, List<Mistake> mistakes) {
    this.parser = parser;
    this.mistakes = mistakes;
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    return options;
  }

  /**
   * What {@code reader} makes of the value that {@code text} spells.
   *
   * @throws MistakesException with all that is wrong with it, in the order of its lines
   */
  public static <T> T read(String text, BiFunction<YamlNode, List<Mistake>, T> reader)
      throws MistakesException {
    List<Mistake> mistakes = new ArrayList<>();
    YamlNode node = read(text, mistakes);
    if (mistakes.isEmpty()) {
      T read = reader.apply(node, mistakes);
      if (mistakes.isEmpty()) {
        return read;
      }
    }
    throw MistakesException.of(mistakes);
  }

  /** The value that {@code text} spells; what is wrong with it comes to {@code mistakes}. */
  private static YamlNode read(String text, List<Mistake> mistakes) {
    try (YAMLParser parser = YAML.createParser(text)) {
      YamlReader reader = new YamlReader(parser, mistakes);
      JsonToken first = parser.nextToken();
      YamlNode node = first == null ? reader.nothing() : reader.value(first, reader.line(), 0);
      if (mistakes.isEmpty() && parser.nextToken() != null) {
        reader.complain("There is more than one document.");
      }
      return node;
    } catch (JsonProcessingException notYaml) {
      /* What the parser says quotes the file. */
      int line = notYaml.getLocation() == null ? 1 : Math.max(1, notYaml.getLocation().getLineNr());
      mistakes.add(new Mistake(line, "This is not YAML."));
      return new Scalar(line, "", Scalar.Kind.NULL);
    } catch (IOException fromText) {
      throw new UncheckedIOException(fromText);
    }
  }

  /** What begins with {@code token}, in {@code line} or with what is said there. */
  private YamlNode value(JsonToken token, int line, int depth) throws IOException {
    if (depth > DEPTH) {
      complain("This is nested too deeply.");
      parser.skipChildren();
      return nothing();
    }
    if (parser.getObjectId() != null || parser.isCurrentAlias()) {
      complain("Anchors and aliases are not taken.");
    }
    return switch (token) {
      case START_OBJECT -> members(line, depth + 1);
      case START_ARRAY -> items(line, depth + 1);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(line, Scalar.Kind.NUMBER);
      case VALUE_TRUE, VALUE_FALSE -> scalar(line, Scalar.Kind.BOOLEAN);
      case VALUE_NULL -> scalar(line, Scalar.Kind.NULL);
      default -> scalar(line, Scalar.Kind.TEXT);
    };
  }

  private Scalar scalar(int line, Scalar.Kind kind) throws IOException {
    return new Scalar(line, parser.getText(), kind);
  }

  private YamlNode members(int line, int depth) throws IOException {
    Map<String, YamlNode> all = new LinkedHashMap<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_OBJECT;
        next = parser.nextToken()) {
      int at = line();
      String name = parser.currentName();
      YamlNode value = value(parser.nextToken(), at, depth);
      if (all.put(name, value) != null) {
        mistakes.add(new Mistake(at, "This stands here a second time."));
      }
    }
    return new YamlNode.Members(line, all);
  }

  private YamlNode items(int line, int depth) throws IOException {
    List<YamlNode> all = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      all.add(value(next, line(), depth));
    }
    return new YamlNode.Items(line, all);
  }

  private YamlNode nothing() {
    return new Scalar(1, "", Scalar.Kind.NULL);
  }

  private void complain(String sentence) {
    mistakes.add(new Mistake(line(), sentence));
  }

  private int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }
}
