package io.fanfare.broker.config;

import io.fanfare.core.BrokerException;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.topics.model.TopicAttribute;
import io.fanfare.yaml.Mistake;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds what is wrong with a resource: which of its attributes have AWS refuse it. What is tried
 * has to change nothing when it is refused.
 *
 * <p>AWS names one mistake at a time. So the attribute is looked for without which the same
 * resource is taken, or refused for another reason; then the rest is tried, until it is taken.
 */
final class Culprits {

  /** What decides of what kind a resource is; without it all others are refused for that. */
  private static final Set<String> KIND =
      Set.of(QueueAttribute.FIFO_QUEUE.name(), TopicAttribute.FIFO_TOPIC.name());

  private final String what;
  private final Function<Part, Future<?>> attempt;
  private final List<Mistake> mistakes = new ArrayList<>();

  private Culprits(String what, Function<Part, Future<?>> attempt) {
    this.what = what;
    this.attempt = attempt;
  }

  /**
   * What is wrong with {@code what}, which is {@code part}; nothing if {@code attempt} succeeds.
   */
  static Future<List<Mistake>> find(String what, Part part, Function<Part, Future<?>> attempt) {
    Culprits culprits = new Culprits(what, attempt);
    return culprits.judge(part).map(done -> culprits.mistakes);
  }

  private Future<Void> judge(Part part) {
    return refusal(part)
        .compose(
            sentence ->
                sentence.isEmpty()
                    ? Future.succeededFuture()
                    : blame(part, sentence.get(), suspects(part, sentence.get())));
  }

  /** The names of what it has; first those that the sentence speaks of, last what it is. */
  private static List<String> suspects(Part part, String sentence) {
    return part.lines().keySet().stream()
        .sorted(Comparator.comparingInt(name -> rank(name, sentence)))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static int rank(String name, String sentence) {
    return KIND.contains(name) ? 2 : sentence.contains(name) ? 0 : 1;
  }

  /** Why {@code part} is refused; nothing if it is taken. */
  private Future<Optional<String>> refusal(Part part) {
    return attempt
        .apply(part)
        .transform(
            tried ->
                tried.succeeded()
                    ? Future.succeededFuture(Optional.<String>empty())
                    : tried.cause() instanceof BrokerException refusal
                        ? Future.succeededFuture(Optional.of(refusal.sentence()))
                        : Future.failedFuture(tried.cause()));
  }

  private Future<Void> blame(Part part, String sentence, List<String> suspects) {
    if (suspects.isEmpty()) {
      mistakes.add(new Mistake(part.line(), what + ": " + sentence));
      return Future.succeededFuture();
    }
    String suspect = suspects.remove(0);
    Part rest = part.without(suspect);
    return refusal(rest)
        .compose(
            other -> {
              if (other.filter(sentence::equals).isPresent()) {
                return blame(part, sentence, suspects);
              }
              mistakes.add(
                  new Mistake(
                      part.lines().getOrDefault(suspect, part.line()),
                      "%s of %s: %s".formatted(suspect, what, sentence)));
              return other.isEmpty() ? Future.succeededFuture() : judge(rest);
            });
  }
}
