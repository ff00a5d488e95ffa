package io.fanfare.access;

import io.fanfare.yaml.Mistake;
import java.util.List;
import java.util.stream.Collectors;

/** Says that a file of accounts cannot be used, and all that is wrong with it. */
public final class AccessFileException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  /** The file itself cannot be used. */
  public AccessFileException(String sentence) {
    super(sentence);
    this.mistakes = List.of();
  }

  AccessFileException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  /** What is wrong in it, line by line. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
