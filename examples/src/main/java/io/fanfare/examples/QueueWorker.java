package io.fanfare.examples;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.queues.Queues;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.Lease;
import io.fanfare.queues.consumer.QueueConsumer;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.SendMessageBatch;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/** A worker inside a Vert.x program: takes jobs from a queue, two at a time, and fails at one. */
public final class QueueWorker {

  private QueueWorker() {}

  /** Prints the jobs of a broker of its own as they are done. */
  public static void main(String... arguments) {
    Vertx vertx = Vertx.vertx();
    try {
      BrokerOptions options =
          new BrokerOptions().setHttpEnabled(false).setStore(new StoreOptions().setMemory(true));
      Broker broker = Broker.open(vertx, options).await();
      sendJobs(broker.queues()).compose(sent -> workOff(broker.queues(), 3)).await();
      broker.close().await();
    } finally {
      vertx.close().await();
    }
  }

  static Future<?> sendJobs(Queues queues) {
    List<SendMessageBatch.Entry> jobs =
        List.of(
            new SendMessageBatch.Entry("1", "wash"),
            new SendMessageBatch.Entry("2", "iron"),
            new SendMessageBatch.Entry("3", "fold"));
    return queues
        .createQueue(new CreateQueue("jobs"))
        .compose(queue -> queues.sendMessageBatch(new SendMessageBatch("jobs", jobs)));
  }

  static Future<Void> workOff(Queues queues, int jobs) {
    QueueConsumer consumer = queues.consumer("jobs", new ConsumerOptions().setConcurrency(2));
    Promise<Void> done = Promise.promise();
    int[] left = {jobs};
    consumer
        .exceptionHandler(Throwable::printStackTrace)
        .handler(
            lease ->
                work(lease)
                    .compose(worked -> lease.delete())
                    .onSuccess(
                        deleted -> {
                          System.out.println("done: " + lease.body());
                          if (--left[0] == 0) {
                            consumer.close().onComplete(done);
                          }
                        })
                    .onFailure(failure -> lease.release(Duration.ZERO)));
    return done.future();
  }

  /** Does the job, which hits a snag the first time that somebody irons. */
  static Future<Void> work(Lease job) {
    return job.body().equals("iron") && job.receiveCount() == 1
        ? Future.failedFuture("The iron is cold")
        : Future.succeededFuture();
  }
}
