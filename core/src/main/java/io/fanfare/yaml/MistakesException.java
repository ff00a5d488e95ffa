package io.fanfare.yaml;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Says that a file cannot be used, and all that is wrong with it. */
public final class MistakesException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  private MistakesException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    this.mistakes = mistakes;
  }

  /** Says that {@code mistakes} are wrong, in whatever order. */
  public static MistakesException of(List<Mistake> mistakes) {
    return new MistakesException(
        mistakes.stream().sorted(Comparator.comparingInt(Mistake::line)).toList());
  }

  /** What is wrong in it, line by line. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
