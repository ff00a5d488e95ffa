package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Topology.Place;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Clients that all send, publish, receive, delete and change visibilities until they are ended. */
final class Workload {

  private static final int CLIENTS = 16;

  private final Topology topology;
  private final History history;
  private final Interpreter interpreter = new Interpreter();
  private final Gate gate = new Gate();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> clients;
  private volatile boolean ending;

  private Workload(Topology topology, History history, long seed) {
    this.topology = topology;
    this.history = history;
    clients =
        IntStream.range(0, CLIENTS)
            .<Future<?>>mapToObj(i -> threads.submit(() -> work("c" + i, new Random(seed + i))))
            .toList();
  }

  static Workload start(Topology topology, History history, long seed) {
    return new Workload(topology, history, seed);
  }

  Interpreter interpreter() {
    return interpreter;
  }

  Gate gate() {
    return gate;
  }

  private Void work(String name, Random random) throws InterruptedException {
    Sender sender = new Sender(topology, interpreter, history, name, random);
    Receiver receiver = new Receiver(topology, interpreter, history, random);
    List<FifoSender> fifoSenders =
        topology.generators().stream()
            .map(generator -> new FifoSender(interpreter, history, generator, random))
            .toList();
    List<Place> places = topology.places();
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
        topology.places().stream()
            .map(
                place ->
                    threads.submit(
                        () ->
                            new Receiver(topology, interpreter, history, new Random(0))
                                .drain(place, seconds)));
    for (Future<?> drain : drains.toList()) {
      drain.get();
    }
    threads.shutdown();
  }
}
