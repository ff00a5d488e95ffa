package io.fanfare.examples;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteMessage;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How long the messages of quiet tenants wait beside the backlog of another, with MessageGroupIds
 * and without: ten consumers work for 20 ms on each message. The build does not run it; {@code
 * -Dtest=FairQueueBenchmark} does, and {@code -Dfanfare.backlog} sets the backlog.
 */
class FairQueueBenchmark {

  private static final int BACKLOG = Integer.getInteger("fanfare.backlog", 100_000);
  private static final int SENT_AT_ONCE = 500;
  private static final int CONSUMERS = 10;
  private static final int QUIET_TENANTS = 20;
  private static final int QUIET_MESSAGES = 400;
  private static final long BETWEEN_QUIET_MESSAGES = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long WORK = TimeUnit.MILLISECONDS.toNanos(20);
  private static final String OF_BACKLOG = "backlog";

  @Test
  void quietTenantsBesideABacklog() {
    Vertx vertx = Vertx.vertx();
    BrokerOptions options =
        new BrokerOptions().setHttpEnabled(false).setStore(new StoreOptions().setMemory(true));
    Broker broker = Broker.open(vertx, options).await();
    System.out.printf("%n%-24s %10s %10s %10s%n", "Dwell time in ms", "p50", "p99", "longest");
    print("with MessageGroupId", new Run(broker.queues(), "grouped", true).dwells());
    print("without", new Run(broker.queues(), "plain", false).dwells());
    broker.close().eventually(vertx::close).await();
  }

  private static void print(String name, Collection<Long> dwells) {
    List<Long> sorted = dwells.stream().map(TimeUnit.NANOSECONDS::toMillis).sorted().toList();
    int last = sorted.size() - 1;
    System.out.printf(
        "%-24s %,10d %,10d %,10d%n",
        name, sorted.get(last / 2), sorted.get(last * 99 / 100), sorted.get(last));
  }

  /** One queue with its backlog, its consumers and its quiet tenants. */
  private record Run(
      Queues queues, String queue, boolean grouped, ConcurrentLinkedQueue<Long> arrived) {

    private Run(Queues queues, String queue, boolean grouped) {
      this(queues, queue, grouped, new ConcurrentLinkedQueue<>());
    }

    /** How long each message of the quiet tenants waited, in nanoseconds. */
    private Collection<Long> dwells() {
      queues.createQueue(new CreateQueue(queue)).await();
      for (int sent = 0; sent < BACKLOG; sent += SENT_AT_ONCE) {
        IntStream slice = IntStream.range(0, Math.min(SENT_AT_ONCE, BACKLOG - sent));
        Future.all(slice.mapToObj(i -> send(OF_BACKLOG, OF_BACKLOG)).toList()).await();
      }
      ExecutorService consumers = Executors.newFixedThreadPool(CONSUMERS);
      for (int i = 0; i < CONSUMERS; i++) {
        consumers.execute(this::consume);
      }
      for (int i = 0; i < QUIET_MESSAGES; i++) {
        LockSupport.parkNanos(BETWEEN_QUIET_MESSAGES);
        send("quiet" + i % QUIET_TENANTS, Long.toString(System.nanoTime())).await();
      }
      consumers.shutdown();
      while (!consumers.isTerminated()) {
        LockSupport.parkNanos(WORK);
      }
      return arrived;
    }

    private Future<SendMessage.Result> send(String tenant, String body) {
      return queues.sendMessage(
          new SendMessage(queue, body, null, Map.of(), Map.of(), null, grouped ? tenant : null));
    }

    private void consume() {
      while (arrived.size() < QUIET_MESSAGES) {
        ReceiveMessage one = new ReceiveMessage(queue, 1);
        for (Message message : queues.receiveMessage(one).await().messages()) {
          if (!message.body().equals(OF_BACKLOG)) {
            arrived.add(System.nanoTime() - Long.parseLong(message.body()));
          }
          LockSupport.parkNanos(WORK);
          queues.deleteMessage(new DeleteMessage(queue, message.receiptHandle())).await();
        }
      }
    }
  }
}
