package io.fanfare.queues.rows;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import io.fanfare.core.Step;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.ListMessageMoveTasksResultEntry;
import io.fanfare.queues.model.MoveTaskStatus;
import io.fanfare.queues.model.StartMessageMoveTask;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The moving of messages out of one queue, as far as it has come; immutable, a new one at each
 * change.
 *
 * @param number rising in the order in which tasks start
 * @param id by which callers know it
 * @param destination the ARN of the queue to move to; absent if each message returns to its source
 * @param rate how many messages are moved in a second at the most, if that is bounded
 * @param startedAt in milliseconds since 1970
 * @param toMove how many messages were visible when it started
 * @param moved how many messages have been moved
 * @param failureReason why it failed, if it did
 * @param starter who has started it, if that is known
 */
public record MoveTask(
    long number,
    UUID id,
    @Nullable String destination,
    @Nullable Integer rate,
    long startedAt,
    long toMove,
    long moved,
    MoveTaskStatus status,
    @Nullable String failureReason,
    @Nullable TaskStarter starter) {

  private static final int VERSION = 2;
  private static final long MOST_MILLIS = Limits.MOVE_TASK_HOURS * 3_600_000L;

  /** The task that {@code request} asks for, before anything is moved. */
  public static MoveTask start(
      StartMessageMoveTask request, @Nullable TaskStarter starter, long toMove, Step step) {
    return new MoveTask(
        step.nextSequence(),
        step.randomUuid(),
        request.destinationArn(),
        request.maxNumberOfMessagesPerSecond(),
        step.now(),
        toMove,
        0,
        MoveTaskStatus.RUNNING,
        null,
        starter);
  }

  /** This task when {@code more} messages have been moved. */
  public MoveTask moved(int more) {
    return with(moved + more, status, failureReason);
  }

  /** This task in another status. */
  public MoveTask become(MoveTaskStatus changed) {
    return with(moved, changed, failureReason);
  }

  /** This task as it ends for {@code reason}. */
  public MoveTask failed(String reason) {
    return with(moved, MoveTaskStatus.FAILED, reason);
  }

  private MoveTask with(long movedNow, MoveTaskStatus now, @Nullable String reason) {
    return new MoveTask(
        number, id, destination, rate, startedAt, toMove, movedNow, now, reason, starter);
  }

  public boolean isActive() {
    return status.isActive();
  }

  /** Whether it has run for so long that it ends. */
  public boolean isOverdue(long now) {
    return now - startedAt >= MOST_MILLIS;
  }

  /** This task as it is listed; {@code source} is the ARN of its queue. */
  public ListMessageMoveTasksResultEntry listed(String source) {
    return new ListMessageMoveTasksResultEntry(
        status == MoveTaskStatus.RUNNING ? handle(source).text() : null,
        status.name(),
        source,
        destination,
        rate,
        moved,
        toMove,
        failureReason,
        startedAt);
  }

  /** By what callers name it; {@code source} is the ARN of its queue. */
  public TaskHandle handle(String source) {
    return new TaskHandle(id.toString(), source);
  }

  /** The change that makes this the row of the task of {@code queue}. */
  public Change put(long queue) {
    return Change.put(QueueTables.MOVE_TASKS, key(queue), encode());
  }

  /** The change that forgets the task of {@code queue}. */
  public Change remove(long queue) {
    return Change.remove(QueueTables.MOVE_TASKS, key(queue));
  }

  /** The task that {@code row} keeps. */
  public static MoveTask decode(Row row) {
    RowReader in = new RowReader("move task", VERSION, row.value());
    UUID id = in.uuid();
    long startedAt = in.int64();
    long toMove = in.int64();
    long moved = in.int64();
    int rate = in.int32();
    String destination = in.text16();
    MoveTaskStatus status = MoveTaskStatus.valueOf(in.text16());
    String reason = in.text16();
    return new MoveTask(
        row.key().order(),
        id,
        destination.isEmpty() ? null : destination,
        rate == 0 ? null : rate,
        startedAt,
        toMove,
        moved,
        status,
        reason.isEmpty() ? null : reason,
        in.format() < 2 ? null : TaskStarter.read(in));
  }

  private Key key(long queue) {
    return new Key(queue, number, 0);
  }

  /** This task as a row, format 2; what is absent is 0 or empty. */
  private byte[] encode() {
    RowWriter out =
        new RowWriter(VERSION)
            .uuid(id)
            .int64(startedAt)
            .int64(toMove)
            .int64(moved)
            .int32(rate == null ? 0 : rate)
            .text16(destination == null ? "" : destination)
            .text16(status.name())
            .text16(failureReason == null ? "" : failureReason);
    return TaskStarter.write(starter, out).toRow();
  }
}
