package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Attributes;
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
 * Random commands on a queue and on a plain model of it: every reply and every count agree. The
 * seed is printed; {@code -Dfanfare.seed} sets it and {@code -Dfanfare.commands} how many commands.
 */
class ModelTest {

  private static final int COMMANDS = Integer.getInteger("fanfare.commands", 60_000);
  private static final int COMMANDS_A_QUEUE = 2_000;
  private static final int RECEIVES_BEFORE_DEAD = 3;
  private static final int RETENTION_SECONDS = 600;

  private final long seed = Long.getLong("fanfare.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<ReceiptHandle> handles = new ArrayList<>();
  private int groups;

  @Test
  void aQueueDoesWhatItsModelDoes() {
    for (int done = 0; done < COMMANDS; done += COMMANDS_A_QUEUE) {
      play(done);
    }
  }

  private void play(int first) {
    boolean narrow = random.nextBoolean();
    boolean redrives = random.nextBoolean();
    Attributes attributes =
        Attributes.none()
            .with(QueueAttribute.MESSAGE_RETENTION_PERIOD, Integer.toString(RETENTION_SECONDS));
    if (redrives) {
      attributes =
          attributes.with(QueueAttribute.REDRIVE_POLICY, Redrive.after(RECEIVES_BEFORE_DEAD));
    }
    VirtualQueue queue = new VirtualQueue(attributes, narrow ? 0 : 1_000_000);
    ModelQueue model =
        new ModelQueue(
            RETENTION_SECONDS * 1_000L, redrives ? RECEIVES_BEFORE_DEAD : Integer.MAX_VALUE);
    handles.clear();
    groups = random.nextInt(3) * 20;
    long now = 0;
    for (int i = 0; i < COMMANDS_A_QUEUE; i++) {
      now += random.nextInt(10) == 0 ? random.nextInt(40_000) : random.nextInt(300);
      queue.at(now);
      model.at(now);
      String what = "seed " + seed + ", command " + (first + i);
      act(queue, model, what);
      compareCounts(queue, model, what);
    }
  }

  private void act(VirtualQueue queue, ModelQueue model, String what) {
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6 -> send(queue, model);
      case 7, 8, 9, 10, 11, 12 -> receive(queue, model, what);
      case 13, 14, 15 -> delete(queue, model);
      case 16, 17 -> changeVisibility(queue, model, what);
      case 18 -> {
        if (random.nextInt(40) == 0) {
          queue.purge();
          model.purge();
        }
      }
      default -> {
        if (random.nextInt(4) == 0) {
          boolean another = random.nextBoolean();
          queue.restart(another);
          model.restart(another);
        }
      }
    }
  }

  private void send(VirtualQueue queue, ModelQueue model) {
    int delay = random.nextInt(5) == 0 ? random.nextInt(60) : 0;
    int copies = random.nextInt(30) == 0 ? 60 : 1;
    String group = groups == 0 ? null : "g" + random.nextInt(1 + random.nextInt(groups));
    for (int i = 0; i < copies; i++) {
      Sent sent = queue.send("m", delay, group);
      model.send(sent.id(), delay);
    }
  }

  private void receive(VirtualQueue queue, ModelQueue model, String what) {
    int most = 1 + random.nextInt(10);
    int hide = random.nextInt(4) == 0 ? 0 : random.nextInt(120);
    int before = queue.departed().size();
    int room = random.nextInt(3) == 0 ? random.nextInt(most + 1) : most;
    queue.room.become(room);
    boolean inHand = random.nextInt(3) == 0;
    ReceiveOptions options = new ReceiveOptions(most, OptionalLong.of(hide * 1_000L), null, inHand);
    List<Received> received = queue.receive(options, 0).orElse(List.of());
    queue.leave(queue.waits());
    assertTrue(received.size() <= room, what + ": more than there is room for");
    for (TransferredMessage transfer : queue.departed().subList(before, queue.departed().size())) {
      assertTrue(model.giveUp(transfer.entry().id()), what + ": given up " + transfer);
    }
    for (Received message : received) {
      Optional<String> wrong = model.received(message, hide, inHand);
      assertEquals(Optional.empty(), wrong, what);
      handles.add(message.handle());
    }
    if (received.isEmpty() && room > 0) {
      assertEquals(0, model.receivable(), what + ": visible messages were not handed out");
    }
  }

  private void delete(VirtualQueue queue, ModelQueue model) {
    if (!handles.isEmpty()) {
      ReceiptHandle handle = handles.get(random.nextInt(handles.size()));
      queue.delete(handle);
      model.delete(handle);
    }
  }

  private void changeVisibility(VirtualQueue queue, ModelQueue model, String what) {
    if (!handles.isEmpty()) {
      ReceiptHandle handle = handles.get(random.nextInt(handles.size()));
      int seconds = random.nextInt(3) == 0 ? 0 : random.nextInt(90);
      Intent intent = random.nextInt(3) == 0 ? Intent.KEEP : Intent.DEFER;
      boolean changed = queue.changeVisibility(handle, seconds, intent).isEmpty();
      assertEquals(model.changeVisibility(handle, seconds, intent), changed, what);
    }
  }

  private static void compareCounts(VirtualQueue queue, ModelQueue model, String what) {
    QueueCounts counts = queue.counts();
    assertEquals(
        model.counts(), List.of(counts.visible(), counts.inFlight(), counts.delayed()), what);
  }
}
