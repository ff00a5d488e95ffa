package io.fanfare.queues.engine;

import io.fanfare.core.Arn;
import io.fanfare.queues.rows.MoveTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Messages that a move task has taken out of its queue, by where they go.
 *
 * @param parcels by destination, each in the order of the queue
 * @param left what stands behind a message that has nowhere to go, and that message itself
 * @param size how many messages have somewhere to go
 */
public record MoveSlice(
    Map<Arn, List<TransferredMessage>> parcels, List<TransferredMessage> left, int size) {

  /**
   * The slice of {@code task} that {@code taken}, in the order of the queue, make. Who started it
   * has a right to its destination; of where messages came from {@code sources} are asked.
   */
  public static MoveSlice of(
      MoveTask task, List<TransferredMessage> taken, Predicate<Arn> sources) {
    Map<Arn, List<TransferredMessage>> parcels = new LinkedHashMap<>();
    for (int i = 0; i < taken.size(); i++) {
      Optional<Arn> destination =
          destination(task, taken.get(i))
              .filter(
                  to -> task.destination() != null || parcels.containsKey(to) || sources.test(to));
      if (destination.isEmpty()) {
        return new MoveSlice(parcels, taken.subList(i, taken.size()), i);
      }
      parcels.computeIfAbsent(destination.get(), first -> new ArrayList<>()).add(taken.get(i));
    }
    return new MoveSlice(parcels, List.of(), taken.size());
  }

  private static Optional<Arn> destination(MoveTask task, TransferredMessage transfer) {
    return Optional.ofNullable(task.destination())
        .or(() -> Optional.ofNullable(transfer.entry().source()))
        .flatMap(Arn::parse);
  }
}
