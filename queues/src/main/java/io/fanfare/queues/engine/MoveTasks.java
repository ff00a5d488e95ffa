package io.fanfare.queues.engine;

import io.fanfare.core.Change;
import io.fanfare.core.Row;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.MoveTaskStatus;
import io.fanfare.queues.rows.MoveTask;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The move tasks of one queue: the last ten, of which only the newest may be active, as the next
 * starts when the one before has ended.
 */
public final class MoveTasks {

  private final long queue;
  private final NavigableMap<Long, MoveTask> byNumber = new TreeMap<>();

  /** The tasks of the queue with the id {@code queue} as its {@code rows} tell. */
  public MoveTasks(long queue, List<Row> rows) {
    this.queue = queue;
    for (Row row : rows) {
      MoveTask task = MoveTask.decode(row);
      // Nobody was told that it was cancelled, and nothing moves any more.
      boolean interrupted = task.status() == MoveTaskStatus.CANCELLING;
      replace(interrupted ? task.become(MoveTaskStatus.CANCELLED) : task);
    }
  }

  /** The task that is active, if there is one. */
  public Optional<MoveTask> active() {
    return newest(1).stream().filter(MoveTask::isActive).findFirst();
  }

  public Optional<MoveTask> find(String id) {
    return byNumber.values().stream().filter(task -> task.id().toString().equals(id)).findFirst();
  }

  /** At most {@code most} tasks, the newest first. */
  public List<MoveTask> newest(int most) {
    return byNumber.descendingMap().values().stream().limit(most).toList();
  }

  /** Takes in a task that starts, and forgets one that can no longer be listed. */
  public List<Change> add(MoveTask task) {
    List<Change> changes = new ArrayList<>();
    replace(task);
    changes.add(task.put(queue));
    while (byNumber.size() > Limits.MOVE_TASK_RESULTS.most()) {
      changes.add(byNumber.pollFirstEntry().getValue().remove(queue));
    }
    return changes;
  }

  /** Puts {@code changed} in the place of the task as it was. */
  public void replace(MoveTask changed) {
    byNumber.put(changed.number(), changed);
  }

  /** Forgets all tasks. */
  public List<Change> clear() {
    List<Change> changes = byNumber.values().stream().map(task -> task.remove(queue)).toList();
    byNumber.clear();
    return changes;
  }
}
