package io.fanfare.junit;

import io.fanfare.queues.Queues;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.SendMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * Tells what a broker for a test costs: how long it takes to open and to close the first and the
 * others, and to move its clock by an hour, past nothing, and past a thousand moments. The median
 * of as many runs as the first argument says, 20 unless it does.
 */
final class KitBench {

  private static final int MOMENTS = 1_000;
  private static final int SECONDS = 900;

  private KitBench() {}

  /** Prints a line for each. */
  public static void main(String... arguments) {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    tell("opened and closed, the first", millis(KitBench::openAndClose));
    tell("opened and closed", median(runs, KitBench::openAndClose));
    tell("the same of a file", median(runs, KitBench::openConfigured));
    tell("the same with data on disk", median(runs, KitBench::openDurable));
    try (FanfareBroker broker = FanfareBroker.open()) {
      Queues queues = broker.broker().queues();
      queues.createQueue(new CreateQueue("moments")).await();
      Runnable hour = () -> broker.clock().advance(Duration.ofHours(1));
      tell("moved by an hour, past nothing", median(runs, hour));
      send(queues, runs);
      double thousand = millis(hour);
      tell("moved past a thousand messages that become visible", thousand);
    }
  }

  private static void send(Queues queues, int runs) {
    for (int number = 0; number < MOMENTS; number++) {
      queues
          .sendMessage(
              new SendMessage(
                  "moments", "" + runs, 1 + number % SECONDS, Map.of(), Map.of(), null, null))
          .await();
    }
  }

  private static void openAndClose() {
    FanfareBroker.open().close();
  }

  private static void openConfigured() {
    FanfareBroker.open(new FanfareOptions().setConfig("fanfare.yaml")).close();
  }

  private static void openDurable() {
    FanfareBroker.open(new FanfareOptions().setDurable(true)).close();
  }

  private static double median(int runs, Runnable work) {
    double[] all = new double[runs];
    for (int run = 0; run < runs; run++) {
      all[run] = millis(work);
    }
    Arrays.sort(all);
    return all[runs / 2];
  }

  private static double millis(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static void tell(String what, double millis) {
    System.out.printf("%-52s %8.2f ms%n", what, millis);
  }
}
