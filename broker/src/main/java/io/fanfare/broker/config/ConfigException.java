package io.fanfare.broker.config;

import io.fanfare.yaml.Mistake;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Says that a broker cannot be as a file says, and all that is wrong with the file. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The file itself cannot be used. */
  ConfigException(String sentence) {
    super(sentence);
  }

  /** {@code mistakes} are in the file {@code name}; a line for each. */
  ConfigException(String name, List<Mistake> mistakes) {
    super(
        mistakes.stream()
            .sorted(Comparator.comparingInt(Mistake::line))
            .map(mistake -> name + ":" + mistake.line() + ": " + mistake.sentence())
            .collect(Collectors.joining("\n")));
  }
}
