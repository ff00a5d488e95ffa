package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;

import com.sun.management.OperatingSystemMXBean;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.monitoring.DescribeQueues;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Measures what it costs to look at many queues for their history, idle and after each was sent
 * something, and to describe a thousand; run by hand: {@code MonitoringBench [queues]}. The share
 * of a processor is that of one look in each period.
 */
final class MonitoringBench {

  private static final int ROUNDS = 200;
  private static final int WARM_UP = 100;

  private MonitoringBench() {}

  public static void main(String... arguments) {
    int count = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
    Vertx vertx = Vertx.vertx();
    VirtualClock clock = new VirtualClock();
    Store store = await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {}));
    QueuePartition partition =
        await(QueuePartition.open(new Environment(vertx, store, clock), new QueuesOptions()));
    Queues queues = QueueService.of(partition, partition.defaultCaller());
    for (int i = 0; i < count; i++) {
      await(queues.createQueue(new CreateQueue("orders-" + i)));
      await(queues.sendMessage(new SendMessage("orders-" + i, "m")));
    }
    Runnable look =
        () -> {
          clock.advance(Limits.HISTORY_PERIOD_SECONDS * 1_000L);
          await(partition.histories().now());
        };
    double busy = millis(1, 0, look);
    double idle = millis(ROUNDS, WARM_UP, look);
    System.out.printf(
        Locale.ROOT,
        "%d queues: the first look, all of them busy, %.2f ms; idle %.3f ms, %.4f %% of a core%n",
        count,
        busy,
        idle,
        idle / (Limits.HISTORY_PERIOD_SECONDS * 1_000.0) * 100);
    DescribeQueues page = new DescribeQueues(null, 1_000, null);
    System.out.printf(
        Locale.ROOT,
        "1,000 of them described: %.2f ms%n",
        millis(ROUNDS, WARM_UP, () -> await(queues.describeQueues(page))));
    await(queues.close());
    await(store.close());
    await(vertx.close());
  }

  /** What of a processor {@code work} takes on the average, on whatever threads. */
  private static double millis(int rounds, int before, Runnable work) {
    for (int i = 0; i < before; i++) {
      work.run();
    }
    long begin = processorNanos();
    for (int i = 0; i < rounds; i++) {
      work.run();
    }
    return (processorNanos() - begin) / 1e6 / rounds;
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
