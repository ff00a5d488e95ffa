package io.fanfare.queues.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.queues.engine.OpenHandle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is deleted while a deletion is under way is deleted together. */
class DeletionsTest {

  private final List<List<OpenHandle>> batches = new ArrayList<>();
  private final List<Promise<List<Optional<BrokerException>>>> answers = new ArrayList<>();
  private final List<Runnable> timers = new ArrayList<>();
  private final BrokerException gone = CommonError.INVALID_PARAMETER_VALUE.refuse("It is gone");
  private final Deletions deletions = new Deletions(this::delete, timers::add);

  private Future<List<Optional<BrokerException>>> delete(List<OpenHandle> handles) {
    batches.add(handles);
    answers.add(Promise.promise());
    return answers.get(answers.size() - 1).future();
  }

  private static OpenHandle handle(long number) {
    return ScriptedSource.message(number).handle();
  }

  private List<Integer> sizes() {
    return batches.stream().map(List::size).toList();
  }

  private void answer(int batch) {
    answers.get(batch).complete(Collections.nCopies(sizes().get(batch), Optional.empty()));
  }

  @Test
  void theFirstIsDeletedAtOnce() {
    Future<Optional<BrokerException>> deleted = deletions.delete(handle(1));
    assertEquals(List.of(List.of(handle(1))), batches);
    assertFalse(deleted.isComplete());
    answer(0);
    assertEquals(Optional.empty(), deleted.result());
  }

  @Test
  void whatComesMeanwhileIsDeletedTogether() {
    deletions.delete(handle(1));
    deletions.delete(handle(2));
    deletions.delete(handle(3));
    assertEquals(List.of(1), sizes());
    answer(0);
    assertEquals(List.of(List.of(handle(1)), List.of(handle(2), handle(3))), batches);
  }

  @Test
  void eachHearsOfItsOwnRefusal() {
    deletions.delete(handle(1));
    Future<Optional<BrokerException>> refused = deletions.delete(handle(2));
    Future<Optional<BrokerException>> deleted = deletions.delete(handle(3));
    answer(0);
    answers.get(1).complete(List.of(Optional.of(gone), Optional.empty()));
    assertEquals(Optional.of(gone), refused.result());
    assertEquals(Optional.empty(), deleted.result());
  }

  @Test
  void allHearOfAFaultAndTheNextAreDeleted() {
    IllegalStateException fault = new IllegalStateException("a fault");
    Future<Optional<BrokerException>> failed = deletions.delete(handle(1));
    deletions.delete(handle(2));
    answers.get(0).fail(fault);
    assertSame(fault, failed.cause());
    assertEquals(List.of(1, 1), sizes());
  }

  @Test
  void thoseThatFailTogetherAreAskedForOnceMoreEachAlone() {
    IllegalStateException fault = new IllegalStateException("a fault");
    deletions.delete(handle(1));
    Future<Optional<BrokerException>> failed = deletions.delete(handle(2));
    Future<Optional<BrokerException>> deleted = deletions.delete(handle(3));
    answer(0);
    answers.get(1).fail(fault);
    assertEquals(List.of(1, 2, 1, 1), sizes());
    answers.get(2).fail(fault);
    answer(3);
    assertSame(fault, failed.cause());
    assertEquals(Optional.empty(), deleted.result());
    assertEquals(4, batches.size());
  }

  @Test
  void thoseThatAreRefusedTogetherAreNotAskedForAgain() {
    deletions.delete(handle(1));
    Future<Optional<BrokerException>> second = deletions.delete(handle(2));
    Future<Optional<BrokerException>> third = deletions.delete(handle(3));
    answer(0);
    answers.get(1).fail(gone);
    assertSame(gone, second.cause());
    assertSame(gone, third.cause());
    assertEquals(List.of(1, 2), sizes());
  }

  @Test
  void veryManyAreDeletedInSeveralSteps() {
    List<Future<Optional<BrokerException>>> deleted = new ArrayList<>();
    for (int i = 0; i < 2 + Deletions.MOST; i++) {
      deleted.add(deletions.delete(handle(i)));
    }
    answer(0);
    assertEquals(List.of(1, Deletions.MOST, 1), sizes());
    answer(2);
    answer(1);
    deleted.forEach(one -> assertEquals(Optional.empty(), one.result()));
  }

  @Test
  void whatIsGatheredIsDeletedAtOnceIfThereIsNoTime() {
    deletions.delete(handle(1));
    deletions.delete(handle(2));
    deletions.flush();
    assertEquals(List.of(1, 1), sizes());
  }

  @Test
  void aFaultThatIsThrownIsHeardToo() {
    IllegalStateException fault = new IllegalStateException("a fault");
    Deletions faulty =
        new Deletions(
            handles -> {
              throw fault;
            },
            timers::add);
    assertSame(fault, faulty.delete(handle(1)).cause());
    assertSame(fault, faulty.delete(handle(2)).cause());
  }

  @Test
  void aRefusalThatIsThrownIsHeardToo() {
    Deletions refusing =
        new Deletions(
            handles -> {
              throw gone;
            },
            timers::add);
    assertSame(gone, refusing.delete(handle(1)).cause());
    assertSame(gone, refusing.delete(handle(2)).cause());
  }

  @Test
  void nothingWaitsLongForAWriteThatTakesLong() {
    deletions.delete(handle(1));
    Future<Optional<BrokerException>> second = deletions.delete(handle(2));
    deletions.delete(handle(3));
    assertEquals(1, timers.size());
    timers.remove(0).run();
    assertEquals(List.of(1, 2), sizes());
    answer(1);
    assertEquals(Optional.empty(), second.result());
  }

  @Test
  void aTimerOfWhatIsDeletedAlreadyDoesNothing() {
    deletions.delete(handle(1));
    deletions.delete(handle(2));
    answer(0);
    deletions.delete(handle(3));
    timers.remove(0).run();
    assertEquals(List.of(1, 1), sizes());
    timers.remove(0).run();
    assertEquals(List.of(1, 1, 1), sizes());
  }
}
