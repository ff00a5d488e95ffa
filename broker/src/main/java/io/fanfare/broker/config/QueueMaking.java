package io.fanfare.broker.config;

import static io.fanfare.queues.model.QueueError.QUEUE_DOES_NOT_EXIST;
import static io.fanfare.queues.model.QueueError.QUEUE_NAME_EXISTS;

import io.fanfare.broker.config.Resources.QueueEntry;
import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.ListQueueTags;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.queues.model.TagQueue;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Has queues be as the file says. Whether a queue is so already AWS's own rule says, by which a
 * queue is created again only as it is.
 */
final class QueueMaking {

  static final String FIFO = QueueAttribute.FIFO_QUEUE.name();

  private QueueMaking() {}

  /** Has {@code queue} be as {@code part} says of it, which may be less than all. */
  static Future<Made> make(BrokerServices services, QueueEntry queue, Part part) {
    Queues queues = services.queues(queue.scope());
    return tags(queues, queue.name())
        .compose(
            found ->
                queues
                    .createQueue(new CreateQueue(queue.name(), part.texts(), tags(found, part)))
                    .map(made -> found.isPresent() ? Made.LEFT : Made.CREATED)
                    .recover(
                        cause ->
                            found.isPresent() && is(cause, QUEUE_NAME_EXISTS)
                                ? change(queues, queue.name(), part)
                                : Future.failedFuture(cause)));
  }

  /** The tags of a queue; nothing if there is none of that name. */
  private static Future<Optional<Map<String, String>>> tags(Queues queues, String name) {
    return queues
        .listQueueTags(new ListQueueTags(name))
        .map(found -> Optional.of(found.tags()))
        .recover(
            cause ->
                is(cause, QUEUE_DOES_NOT_EXIST)
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(cause));
  }

  /** Tags that are there and not in the file stay, and make no difference. */
  private static Map<String, String> tags(Optional<Map<String, String>> found, Part part) {
    return found
        .filter(all -> all.entrySet().containsAll(part.tags().entrySet()))
        .orElse(part.tags());
  }

  /** Of what kind a queue is, nothing changes; that it is of another is refused. */
  private static Future<Made> change(Queues queues, String name, Part part) {
    Map<String, String> changeable = new LinkedHashMap<>(part.texts());
    changeable.remove(FIFO);
    Future<?> same = queues.createQueue(new CreateQueue(name, part.only(FIFO).texts(), Map.of()));
    return same.compose(
            kind ->
                changeable.isEmpty()
                    ? Future.succeededFuture()
                    : queues.setQueueAttributes(new SetQueueAttributes(name, changeable)))
        .compose(
            set ->
                part.tags().isEmpty()
                    ? Future.succeededFuture()
                    : queues.tagQueue(new TagQueue(name, part.tags())))
        .map(Made.CHANGED);
  }

  static boolean is(Throwable cause, ErrorCode code) {
    return cause instanceof BrokerException refusal && refusal.code() == code;
  }
}
