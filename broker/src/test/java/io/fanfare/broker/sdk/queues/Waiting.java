package io.fanfare.broker.sdk.queues;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.sqs.model.Message;

/** A receive that waits for 20 seconds while its test goes on. */
final class Waiting {

  private final CompletableFuture<List<Message>> answer;

  private Waiting(CompletableFuture<List<Message>> answer) {
    this.answer = answer;
  }

  /** Begins to wait, and is most likely known to the broker when this returns. */
  static Waiting on(Tenant tenant, String queueUrl) {
    var answer = new CompletableFuture<List<Message>>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(tenant.receive(queueUrl, 20));
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    tenant.receive(tenant.queue(), 1);
    return new Waiting(answer);
  }

  /** What it was answered well before its time was over. */
  List<Message> answer() throws InterruptedException, ExecutionException {
    try {
      return answer.get(10, SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("still waiting", e);
    }
  }

  /** The bodies of what it was answered. */
  List<String> bodies() throws InterruptedException, ExecutionException {
    return answer().stream().map(Message::body).toList();
  }
}
