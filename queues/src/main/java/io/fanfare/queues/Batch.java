package io.fanfare.queues;

import io.fanfare.core.BrokerException;
import io.fanfare.queues.model.BatchResultErrorEntry;
import io.fanfare.queues.rules.BatchRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a batch on their way: those that were refused by themselves, and those that go on.
 *
 * @param <E> the entry's type
 */
final class Batch<E> {

  private final List<E> entries;
  private final Function<E, @Nullable String> id;
  private final List<String> accepted = new ArrayList<>();
  private final List<BatchResultErrorEntry> failed = new ArrayList<>();

  /**
   * A batch whose entries are called {@code name} in refusals; refused here if it is ill-formed.
   */
  Batch(String name, List<E> entries, Function<E, @Nullable String> id) {
    this.entries = entries;
    this.id = id;
    List<@Nullable String> ids = new ArrayList<>();
    entries.forEach(entry -> ids.add(id.apply(entry)));
    BatchRules.check(name, ids);
  }

  /** What {@code convert} makes of the entries that it does not refuse, in their order. */
  <T> List<T> accept(Function<E, T> convert) {
    List<T> converted = new ArrayList<>(entries.size());
    for (E entry : entries) {
      try {
        converted.add(convert.apply(entry));
        accepted.add(idOf(entry));
      } catch (BrokerException refusal) {
        failed.add(BatchResultErrorEntry.of(idOf(entry), refusal));
      }
    }
    return converted;
  }

  /** The accepted ids, each joined with the result at its place. */
  <T, R> List<R> zip(List<T> results, BiFunction<String, T, R> join) {
    List<R> joined = new ArrayList<>(results.size());
    for (int i = 0; i < results.size(); i++) {
      joined.add(join.apply(accepted.get(i), results.get(i)));
    }
    return joined;
  }

  /** Those accepted ids that were not refused later; the others count as failed from now on. */
  <R> List<R> settle(List<Optional<BrokerException>> refusals, Function<String, R> success) {
    List<R> successful = new ArrayList<>(refusals.size());
    for (int i = 0; i < refusals.size(); i++) {
      String entryId = accepted.get(i);
      refusals
          .get(i)
          .ifPresentOrElse(
              refusal -> failed.add(BatchResultErrorEntry.of(entryId, refusal)),
              () -> successful.add(success.apply(entryId)));
    }
    return successful;
  }

  List<BatchResultErrorEntry> failed() {
    return failed;
  }

  /** How AWS names {@code member} of {@code entry} where entries are called {@code name}. */
  String member(String name, E entry, String member) {
    return BatchRules.member(name, entries.indexOf(entry), member);
  }

  private String idOf(E entry) {
    String text = id.apply(entry);
    return text == null ? "" : text;
  }
}
