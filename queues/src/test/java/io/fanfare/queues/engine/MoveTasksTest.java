package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Arn;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Principal;
import io.fanfare.core.Row;
import io.fanfare.core.RowFormatException;
import io.fanfare.fixture.VirtualStep;
import io.fanfare.queues.model.MoveTaskStatus;
import io.fanfare.queues.model.StartMessageMoveTask;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.MoveTask;
import io.fanfare.queues.rows.TaskStarter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a queue remembers of its move tasks. */
class MoveTasksTest {

  private static final long QUEUE = 5;
  private static final String DEAD = "arn:aws:sqs:r:1:dead";
  private static final long HOUR = 3_600_000;

  @Test
  void theLastTenTasksAreRememberedTheNewestFirst() {
    MoveTasks tasks = new MoveTasks(QUEUE, List.of());
    List<Change> changes = new ArrayList<>();
    for (int number = 1; number <= 12; number++) {
      changes.addAll(tasks.add(task(number).become(MoveTaskStatus.COMPLETED)));
    }
    assertEquals(
        LongStream.iterate(12, number -> number - 1).limit(10).boxed().toList(),
        tasks.newest(10).stream().map(MoveTask::number).toList());
    assertEquals(1, tasks.newest(1).size());
    assertEquals(
        List.of(new Key(QUEUE, 1, 0), new Key(QUEUE, 2, 0)),
        changes.stream().filter(Change.Remove.class::isInstance).map(Change::key).toList());
  }

  @Test
  void theNewestTaskIsActiveUntilItEnds() {
    MoveTasks tasks = new MoveTasks(QUEUE, List.of());
    assertEquals(Optional.empty(), tasks.active());
    MoveTask task = task(1);
    tasks.add(task);
    assertEquals(Optional.of(task), tasks.active());
    tasks.replace(task.become(MoveTaskStatus.CANCELLING));
    assertTrue(tasks.active().isPresent());
    tasks.replace(task.become(MoveTaskStatus.CANCELLED));
    assertEquals(Optional.empty(), tasks.active());
  }

  @Test
  void aTaskThatRanGoesOnAfterARestartAndOneThatWasCancelledDoesNot() {
    MoveTask running = task(1).moved(3);
    assertEquals(Optional.of(running), new MoveTasks(QUEUE, List.of(row(running))).active());
    MoveTask cancelling = running.become(MoveTaskStatus.CANCELLING);
    MoveTasks restarted = new MoveTasks(QUEUE, List.of(row(cancelling)));
    assertEquals(Optional.empty(), restarted.active());
    assertEquals(MoveTaskStatus.CANCELLED, restarted.newest(1).get(0).status());
  }

  @Test
  void aTaskHasAHandleWhileItRuns() {
    MoveTask task = task(1);
    assertEquals(task.handle(DEAD).text(), task.listed(DEAD).taskHandle());
    for (MoveTaskStatus status : MoveTaskStatus.values()) {
      boolean runs = status == MoveTaskStatus.RUNNING;
      assertEquals(runs, task.become(status).listed(DEAD).taskHandle() != null);
    }
  }

  @Test
  void aTaskEndsAfterThirtySixHours() {
    assertFalse(task(1).isOverdue(36 * HOUR));
    assertTrue(task(1).isOverdue(36 * HOUR + 1));
  }

  @Test
  void eachMessageReturnsToItsOwnSource() {
    List<TransferredMessage> taken =
        List.of(from("a"), from("b"), from("a"), from(null), from("a"));
    MoveSlice slice = MoveSlice.of(task(1), taken, source -> true);
    assertEquals(List.of(arn("a"), arn("b")), List.copyOf(slice.parcels().keySet()));
    assertEquals(List.of(taken.get(0), taken.get(2)), slice.parcels().get(arn("a")));
    assertEquals(3, slice.size());
    assertEquals(taken.subList(3, 5), slice.left());
  }

  @Test
  void whatMayNotGoBackStays() {
    List<TransferredMessage> taken = List.of(from("a"), from("b"), from("a"));
    MoveSlice slice = MoveSlice.of(task(1), taken, arn("a")::equals);
    assertEquals(List.of(taken.get(0)), slice.parcels().get(arn("a")));
    assertEquals(taken.subList(1, 3), slice.left());
  }

  @Test
  void aDestinationTakesWhatHasNoSourceToo() {
    String there = arn("there").toString();
    StartMessageMoveTask request = new StartMessageMoveTask(DEAD, there, null);
    MoveTask task = MoveTask.start(request, null, 2, new VirtualStep(1));
    List<TransferredMessage> taken = List.of(from("a"), from(null));
    MoveSlice slice = MoveSlice.of(task, taken, source -> false);
    assertEquals(taken, slice.parcels().get(arn("there")));
    assertEquals(List.of(), slice.left());
  }

  @Test
  void aRowOfVersion1IsRead() {
    MoveTask task =
        new MoveTask(7, new UUID(1, 2), "arn:d", 500, 3, 4, 5, MoveTaskStatus.FAILED, "why", null);
    String row =
        "01000000000000000100000000000000020000000000000003000000000000000400000000000000050000"
            + "01f4000561726e3a6400064641494c45440003776879";
    Row stored = new Row(new Key(QUEUE, 7, 0), HexFormat.of().parseHex(row));
    assertEquals(task, MoveTask.decode(stored));
    assertEquals(task(7), MoveTask.decode(row(task(7))));
  }

  @Test
  void aRowOfVersion2SaysWhoHasStartedTheTask() {
    Principal worker = Principal.ofRole("000000000000", "worker", "s1");
    TaskStarter starter = new TaskStarter(worker, "10.0.0.1", true);
    MoveTask task =
        new MoveTask(7, new UUID(1, 2), null, null, 3, 4, 5, MoveTaskStatus.RUNNING, null, starter);
    assertEquals(task, MoveTask.decode(row(task)));
    assertEquals(starter, task.moved(1).become(MoveTaskStatus.COMPLETED).starter());
  }

  @Test
  void aRowOfAnotherVersionIsNotGuessedAt() {
    Row row = new Row(new Key(QUEUE, 7, 0), new byte[] {3});
    assertThrows(RowFormatException.class, () -> MoveTask.decode(row));
  }

  /** A task that has started at 1 without a destination and a rate. */
  static MoveTask task(long number) {
    return new MoveTask(
        number, new UUID(1, number), null, null, 1, 10, 0, MoveTaskStatus.RUNNING, null, null);
  }

  private static Row row(MoveTask task) {
    Change.Put put = (Change.Put) task.put(QUEUE);
    return new Row(put.key(), put.value());
  }

  private static TransferredMessage from(@Nullable String source) {
    String arn = source == null ? null : arn(source).toString();
    Entry entry = new Entry(new UUID(1, 2), 1, 1, 1, 0, ContentRef.own(1, 0), 2, 1, 1, arn);
    return new TransferredMessage(entry.key(QUEUE), entry, List.of());
  }

  private static Arn arn(String queue) {
    return Arn.ofQueue("r", "1", queue);
  }
}
