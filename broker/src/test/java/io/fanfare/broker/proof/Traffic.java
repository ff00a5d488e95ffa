package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Setting.Place;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Clients that all send, publish, receive, delete and change visibilities until they are ended. */
final class Traffic {

  private static final int CLIENTS = 16;

  private final Setting setting;
  private final History history;
  private final Desk desk = new Desk();
  private final Gate gate = new Gate();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> clients;
  private volatile boolean ending;

  private Traffic(Setting setting, History history, long seed) {
    this.setting = setting;
    this.history = history;
    clients =
        IntStream.range(0, CLIENTS)
            .<Future<?>>mapToObj(i -> threads.submit(() -> work("c" + i, new Random(seed + i))))
            .toList();
  }

  static Traffic start(Setting setting, History history, long seed) {
    return new Traffic(setting, history, seed);
  }

  Desk desk() {
    return desk;
  }

  Gate gate() {
    return gate;
  }

  private Void work(String name, Random random) throws InterruptedException {
    Sender sender = new Sender(setting, desk, history, name, random);
    Receiver receiver = new Receiver(setting, desk, history, random);
    List<FifoSender> fifoSenders =
        setting.outboxes().stream()
            .map(outbox -> new FifoSender(desk, history, outbox, random))
            .toList();
    List<Place> places = setting.places();
    while (!ending) {
      gate.pass();
      switch (random.nextInt(17)) {
        case 0, 1 -> sender.send();
        case 2 -> sender.sendBatch();
        case 3 -> sender.publish();
        case 4 -> sender.publishBatch();
        case 5, 6, 7 -> fifoSenders.get(random.nextInt(fifoSenders.size())).send();
        case 8, 9 -> fifoSenders.get(random.nextInt(fifoSenders.size())).sendBatch();
        default -> receiver.receive(places.get(random.nextInt(places.size())));
      }
    }
    return null;
  }

  /**
   * Lets the clients finish and then empties every queue, until nothing has come for longer than
   * anything can have been hidden or delayed.
   */
  void drain(int seconds) throws InterruptedException, ExecutionException {
    ending = true;
    for (Future<?> client : clients) {
      client.get();
    }
    Stream<Future<?>> drains =
        setting.places().stream()
            .map(
                place ->
                    threads.submit(
                        () ->
                            new Receiver(setting, desk, history, new Random(0))
                                .drain(place, seconds)));
    for (Future<?> drain : drains.toList()) {
      drain.get();
    }
    threads.shutdown();
  }
}
