package io.fanfare.http.stomp;

import io.fanfare.core.CommonError;
import io.fanfare.queues.Queues;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.QueueConsumer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import org.jspecify.annotations.Nullable;

/** The messages of a queue, each of which its lease keeps from others. */
final class QueueFeed implements Feed {

  private final QueueConsumer consumer;
  private final boolean ofTopic;
  private @Nullable Throwable interruption;
  private boolean closing;

  /**
   * A feed from the queue at {@code url}, as far as {@code terms} go.
   *
   * @param ofTopic whether its messages are those of a topic, as they were published
   */
  QueueFeed(Queues queues, String url, Terms terms, boolean ofTopic) {
    this.ofTopic = ofTopic;
    consumer =
        queues.consumer(
            url,
            new ConsumerOptions()
                .setBatch(Math.min(terms.prefetch(), ConsumerOptions.MOST_BATCH))
                .setConcurrency(terms.prefetch())
                .setTotalVisibilitySeconds(terms.ackSeconds())
                .setCloseSeconds(0));
  }

  /** Whether there is such a queue, and the caller may have its messages. */
  Future<Void> found() {
    return consumer.found();
  }

  /** Begins; {@code ended} is told what has ended it, unless that was asked for. */
  void begin(Handler<Delivered> messages, Handler<Throwable> ended) {
    consumer.exceptionHandler(cause -> interruption = cause);
    consumer.endHandler(
        over -> {
          if (!closing) {
            Throwable cause = interruption;
            ended.handle(
                cause != null
                    ? cause
                    : CommonError.SERVICE_UNAVAILABLE.refuse("The queue hands nothing out now."));
          }
        });
    consumer.handler(
        lease -> messages.handle(new LeasedMessage(lease, ofTopic ? lease.published() : null)));
  }

  @Override
  public void pause() {
    consumer.pause();
  }

  @Override
  public void resume() {
    consumer.resume();
  }

  @Override
  public Future<Void> detach() {
    closing = true;
    return consumer.detach();
  }

  @Override
  public Future<Void> close() {
    closing = true;
    return consumer.close();
  }
}
