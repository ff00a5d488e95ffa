package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.queues.engine.VisibilityChange.Intent;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.ReceiptHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random commands on a FIFO queue and on a plain model of it: every reply and every count agree.
 * The seed is in the message of each failure; {@code -Dfanfare.seed} sets it and {@code
 * -Dfanfare.commands} how many commands.
 */
class FifoModelTest {

  private static final int COMMANDS = Integer.getInteger("fanfare.commands", 60_000);
  private static final int COMMANDS_A_QUEUE = 1_000;
  private static final int RECEIVES_BEFORE_DEAD = 3;
  private static final int RETENTION_SECONDS = 600;
  private static final int WAIT_SECONDS = 20;
  private static final int IDS = 150;

  /** So few messages are in the heap at all times, so that no receive need be answered short. */
  private static final int ALL_IN_THE_HEAP = 60;

  private final long seed = Long.getLong("fanfare.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void aFifoQueueDoesWhatItsModelDoes() {
    for (int done = 0; done < COMMANDS; done += COMMANDS_A_QUEUE) {
      new Play("seed " + seed + ", command " + done).play();
    }
  }

  /** One queue and its model. */
  private final class Play {

    private final boolean narrow = random.nextBoolean();
    private final boolean late = random.nextInt(3) == 0;
    private final boolean redrives = random.nextBoolean();
    private final int groups = List.of(1, 3, 12, 200).get(random.nextInt(4));
    private final VirtualQueue queue = new VirtualQueue(attributes(), narrow ? 0 : 1_000_000);
    private final FifoModelQueue model =
        new FifoModelQueue(
            RETENTION_SECONDS * 1_000L, redrives ? RECEIVES_BEFORE_DEAD : Integer.MAX_VALUE);
    private final List<ReceiptHandle> handles = new ArrayList<>();
    private final String play;
    private String what = "";
    private long now;
    private int givenUp;
    private OptionalLong waiter = OptionalLong.empty();
    private long waitsUntil;

    private Play(String first) {
      play =
          "%s on a queue of %d groups, narrow %s, late %s, redrives %s: "
              .formatted(first, groups, narrow, late, redrives);
    }

    private Attributes attributes() {
      Attributes attributes =
          VirtualQueue.fifoAttributes()
              .with(QueueAttribute.MESSAGE_RETENTION_PERIOD, Integer.toString(RETENTION_SECONDS))
              .with(
                  QueueAttribute.DEDUPLICATION_SCOPE,
                  random.nextBoolean() ? "messageGroup" : "queue");
      return redrives
          ? attributes.with(QueueAttribute.REDRIVE_POLICY, Redrive.after(RECEIVES_BEFORE_DEAD))
          : attributes;
    }

    private void play() {
      if (late) {
        queue.loadLate(random);
      }
      for (int i = 0; i < COMMANDS_A_QUEUE; i++) {
        what = play + "command " + i + " of it: ";
        try {
          step();
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError(what, e);
        }
      }
    }

    private void step() {
      now += random.nextInt(10) == 0 ? random.nextInt(40_000) : random.nextInt(300);
      queue.at(now);
      model.at(now);
      if (waiter.isPresent()) {
        queue.tick();
        checkWaiter();
      }
      act(random.nextInt(40));
      checkWaiter();
      if (!late || random.nextBoolean()) {
        compareCounts();
      }
    }

    private void act(int chance) {
      if (chance < 12) {
        send();
      } else if (chance < 26) {
        receive();
      } else if (chance < 32) {
        delete();
      } else if (chance < 36) {
        changeVisibility();
      } else if (chance < 37) {
        changeDelay();
      } else if (chance < 38) {
        receiveAndWait();
      } else if (chance < 39) {
        purgeSometimes();
      } else {
        restartSometimes();
      }
    }

    private void send() {
      what += "send";
      int batches = random.nextInt(30) == 0 ? 12 : 1;
      for (int i = 0; i < batches; i++) {
        List<Draft> batch = new ArrayList<>();
        int size = batches > 1 || random.nextInt(4) == 0 ? 1 + random.nextInt(10) : 1;
        while (batch.size() < size) {
          String id = random.nextInt(3) == 0 ? "id" + random.nextInt(IDS) : null;
          batch.add(queue.draft("m", "g" + random.nextInt(groups), id));
        }
        List<Sent> answer = queue.send(batch);
        assertEquals(batch, answer.stream().map(Sent::draft).toList(), what);
        answer.forEach(sent -> assertEquals(Optional.empty(), model.sent(sent), what));
      }
    }

    private void receive() {
      int most = 1 + random.nextInt(10);
      int hide = random.nextInt(4) == 0 ? 0 : random.nextInt(120);
      int room = random.nextInt(3) == 0 ? random.nextInt(most + 1) : VirtualRoom.AMPLE;
      what += "receive " + most + " for " + hide + " s with room for " + room;
      queue.room.become(room);
      List<Received> received = queue.receive(most, hide, 0).orElse(List.of());
      queue.leave(queue.waits());
      queue.room.become(VirtualRoom.AMPLE);
      assertTrue(received.size() <= room, what + ": more than there is room for");
      boolean gaveUp = giveUp();
      long receivable = model.howManyReceivable();
      boolean exact =
          !gaveUp && room >= most && !narrow && !late && model.size() <= ALL_IN_THE_HEAP;
      if (exact) {
        assertEquals(Math.min(most, receivable), received.size(), what + ": " + received);
        assertTrue(model.takesGroupsWhole(received), what + ": groups are torn: " + received);
      }
      if (received.size() < most && (exact || (received.isEmpty() && !gaveUp && room > 0))) {
        assertFalse(model.hasToGiveUp(), what + ": nothing was given up");
      }
      if (received.isEmpty() && !gaveUp && room > 0) {
        assertEquals(0, receivable, what + ": nothing was handed out");
      }
      check(received, hide);
    }

    private void check(List<Received> received, int hide) {
      assertEquals(Optional.empty(), model.received(received, hide), what);
      received.forEach(message -> handles.add(message.handle()));
    }

    /** Tells the model what was given up; whether anything was. */
    private boolean giveUp() {
      List<TransferredMessage> all = queue.departed();
      boolean some = givenUp < all.size();
      for (TransferredMessage transfer : all.subList(givenUp, all.size())) {
        assertEquals(Optional.empty(), model.gaveUp(transfer), what);
      }
      givenUp = all.size();
      return some;
    }

    private void receiveAndWait() {
      if (waiter.isPresent()) {
        queue.leave(waiter.getAsLong());
        waiter = OptionalLong.empty();
        return;
      }
      what += "receive and wait";
      queue.room.become(random.nextInt(3) == 0 ? 0 : VirtualRoom.AMPLE);
      Optional<List<Received>> received = queue.receive(10, WAIT_SECONDS, WAIT_SECONDS);
      queue.room.become(VirtualRoom.AMPLE);
      if (received.isPresent()) {
        giveUp();
        assertNotEquals(List.of(), received.get(), what + ": did not wait");
        check(received.get(), WAIT_SECONDS);
      } else {
        waiter = OptionalLong.of(queue.waits());
        waitsUntil = now + WAIT_SECONDS * 1_000L;
      }
    }

    /** Whoever waits has been given what there is, or nothing in time. */
    private void checkWaiter() {
      if (waiter.isEmpty()) {
        return;
      }
      what += "; a receive waits";
      queue.counts();
      Optional<List<Received>> received = queue.takeDelivery(waiter.getAsLong());
      boolean gaveUp = giveUp();
      if (received.isPresent()) {
        waiter = OptionalLong.empty();
        if (received.get().isEmpty()) {
          assertTrue(waitsUntil <= now, what + ": sent home early");
          assertTrue(gaveUp || model.howManyReceivable() == 0, what + ": sent home in vain");
        }
        check(received.get(), WAIT_SECONDS);
      } else {
        assertTrue(now < waitsUntil, what + ": waits too long");
        assertEquals(0, model.howManyReceivable(), what + ": waits in vain");
      }
    }

    private void delete() {
      List<ReceiptHandle> batch = new ArrayList<>();
      int size = 1 + random.nextInt(4);
      while (batch.size() < size && !handles.isEmpty()) {
        batch.add(handle());
      }
      what += "delete " + batch;
      List<Optional<BrokerException>> answer = queue.delete(batch);
      assertEquals(batch.size(), answer.size(), what);
      for (int i = 0; i < batch.size(); i++) {
        compare(model.delete(batch.get(i)), answer.get(i));
      }
    }

    private void changeVisibility() {
      if (!handles.isEmpty()) {
        ReceiptHandle handle = handle();
        int seconds = random.nextInt(3) == 0 ? 0 : random.nextInt(90);
        seconds = random.nextInt(20) == 0 ? 43_200 : seconds;
        Intent intent = random.nextBoolean() ? Intent.KEEP : Intent.DEFER;
        what += "hide " + handle + " for " + seconds + " s to " + intent;
        Optional<BrokerException> answer = queue.changeVisibility(handle, seconds, intent);
        compare(model.changeVisibility(handle, seconds, intent), answer);
      }
    }

    /** A handle, mostly one of the last. */
    private ReceiptHandle handle() {
      int back = random.nextInt(4) == 0 ? handles.size() : Math.min(15, handles.size());
      return handles.get(handles.size() - 1 - random.nextInt(back));
    }

    private void compare(Optional<String> expected, Optional<BrokerException> refusal) {
      String sentence = refusal.map(BrokerException::sentence).orElse("");
      assertEquals(expected.isPresent(), refusal.isPresent(), what + ": " + sentence);
      assertTrue(sentence.contains(expected.orElse("")), what + ": " + sentence);
    }

    private void changeDelay() {
      int seconds = random.nextInt(3) == 0 ? random.nextInt(60) : 0;
      what += "delay " + seconds + " s";
      // What is due by now has come before the change.
      queue.counts();
      queue.set(QueueAttribute.DELAY_SECONDS, Integer.toString(seconds));
      model.delay(seconds * 1_000L);
    }

    private void purgeSometimes() {
      if (random.nextInt(20) == 0) {
        what += "purge";
        // What is due by now has gone before, with its body.
        queue.counts();
        queue.purge();
        model.purge();
      }
    }

    private void restartSometimes() {
      if (random.nextInt(2) == 0) {
        what += "restart";
        boolean another = random.nextBoolean();
        queue.restart(another);
        model.restart(another);
        waiter = OptionalLong.empty();
      }
    }

    private void compareCounts() {
      QueueCounts counts = queue.counts();
      assertEquals(
          model.counts(),
          List.of(counts.visible(), counts.inFlight(), counts.delayed(), (long) queue.heldBodies()),
          what);
    }
  }
}
