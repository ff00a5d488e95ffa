package io.fanfare.queues;

import static io.fanfare.queues.model.QueueError.RECEIPT_HANDLE_IS_INVALID;
import static io.fanfare.queues.rules.QueueAction.CHANGE_MESSAGE_VISIBILITY;
import static io.fanfare.queues.rules.QueueAction.DELETE_MESSAGE;
import static io.fanfare.queues.rules.QueueAction.PEEK_MESSAGES;
import static io.fanfare.queues.rules.QueueAction.RECEIVE_MESSAGE;
import static io.fanfare.queues.rules.QueueAction.SEND_MESSAGE;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.Required;
import io.fanfare.core.SequenceNumber;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.engine.Draft;
import io.fanfare.queues.engine.MessageView;
import io.fanfare.queues.engine.OpenHandle;
import io.fanfare.queues.engine.ReceiveOptions;
import io.fanfare.queues.engine.Received;
import io.fanfare.queues.engine.Sent;
import io.fanfare.queues.engine.VisibilityChange;
import io.fanfare.queues.model.ChangeMessageVisibility;
import io.fanfare.queues.model.ChangeMessageVisibilityBatch;
import io.fanfare.queues.model.DeleteMessage;
import io.fanfare.queues.model.DeleteMessageBatch;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.ReceiptHandle;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SendMessageBatch;
import io.fanfare.queues.rules.BatchRules;
import io.fanfare.queues.rules.QueueAction;
import io.fanfare.runtime.Attempt;
import io.fanfare.seal.DataKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The actions on messages, for one caller: checked and encoded here, decided by their queue. The
 * service is these and the others.
 */
abstract class MessageActions implements Queues {

  private static final String SEND_ENTRY = "SendMessageBatchRequestEntry";
  private static final String DELETE_ENTRY = "DeleteMessageBatchRequestEntry";
  private static final String CHANGE_ENTRY = "ChangeMessageVisibilityBatch";

  final QueuePartition partition;
  final Caller caller;
  final @Nullable RequestScope scope;

  /** The actions within {@code scope}; without one each is a request of its own. */
  MessageActions(QueuePartition partition, Caller caller, @Nullable RequestScope scope) {
    this.partition = partition;
    this.caller = caller;
    this.scope = scope;
  }

  @Override
  public Future<SendMessage.Result> sendMessage(SendMessage request) {
    return Attempt.of(
        () -> {
          QueueRef ref = open(SEND_MESSAGE, request.queueUrl());
          Draft draft =
              sealed(Draft.of(request, caller, ref.settings(), Draft.Wording.SINGLE), key(ref));
          return partition
              .on(ref, host -> host.send(List.of(draft)))
              .map(sent -> result(sent.get(0)));
        });
  }

  @Override
  public Future<SendMessageBatch.Result> sendMessageBatch(SendMessageBatch request) {
    return Attempt.of(
        () -> {
          QueueRef ref = open(SEND_MESSAGE, request.queueUrl());
          Batch<SendMessageBatch.Entry> batch =
              new Batch<>(SEND_ENTRY, request.entries(), SendMessageBatch.Entry::id);
          BatchRules.checkMessages(SEND_ENTRY, request.entries(), ref.settings());
          Optional<DataKey> key = key(ref);
          List<Draft> drafts =
              batch.accept(
                  entry ->
                      sealed(
                          Draft.of(
                              message(request.queueUrl(), entry),
                              caller,
                              ref.settings(),
                              Draft.Wording.ENTRY),
                          key));
          Future<List<Sent>> sent =
              drafts.isEmpty()
                  ? Future.succeededFuture(List.of())
                  : partition.on(ref, host -> host.send(drafts));
          return sent.map(
              all ->
                  new SendMessageBatch.Result(
                      batch.zip(all, (id, one) -> entry(id, result(one))), batch.failed()));
        });
  }

  @Override
  public Future<ReceiveMessage.Result> receiveMessage(ReceiveMessage request) {
    return scoped(
        within -> {
          QueueRef ref = open(RECEIVE_MESSAGE, request.queueUrl());
          ReceiveOptions options = ReceiveOptions.of(request, ref.settings());
          partition.seals().check(ref.settings().sealing());
          MessageView view = new MessageView(request);
          // While it waits, nothing keeps the request itself.
          OptionalLong wait = millis(request.waitTimeSeconds());
          return new OpenReceive<>(
                  bodies(ref),
                  most -> receive(ref, options, most, within),
                  undone -> partition.on(ref, host -> host.changeVisibility(undone)),
                  (message, content) -> view.of(message, content, partition.codec()))
              .begin(wait)
              .map(ReceiveMessage.Result::new);
        });
  }

  private Future<List<Received>> receive(
      QueueRef ref, ReceiveOptions options, OptionalLong wait, RequestScope within) {
    Supplier<Future<List<Received>>> receive =
        () -> partition.on(ref, host -> host.receive(options, wait, within));
    boolean waits = wait.orElse(ref.settings().waitMillis()) > 0;
    return waits ? partition.waiting().oneMore(caller, receive) : receive.get();
  }

  private Optional<DataKey> key(QueueRef ref) {
    return partition.seals().key(ref.dataKey(), ref.settings().sealing());
  }

  /** {@code draft} sealed with {@code key}, if there is one, for a place of its own. */
  private Draft sealed(Draft draft, Optional<DataKey> key) {
    return key.isEmpty()
        ? draft
        : ContentSeals.seal(draft, key.get(), partition.store().nextSequence());
  }

  @Override
  public Future<Void> deleteMessage(DeleteMessage request) {
    return Attempt.of(
        () -> {
          QueueRef ref = open(DELETE_MESSAGE, request.queueUrl());
          OpenHandle handle = open(ref, request.receiptHandle());
          return partition
              .on(ref, host -> host.delete(List.of(handle)))
              .compose(MessageActions::onlyRefusal);
        });
  }

  @Override
  public Future<DeleteMessageBatch.Result> deleteMessageBatch(DeleteMessageBatch request) {
    return Attempt.of(
        () -> {
          QueueRef ref = open(DELETE_MESSAGE, request.queueUrl());
          Batch<DeleteMessageBatch.Entry> batch =
              new Batch<>(DELETE_ENTRY, request.entries(), DeleteMessageBatch.Entry::id);
          List<OpenHandle> handles =
              batch.accept(
                  entry -> open(ref, Required.text("ReceiptHandle", entry.receiptHandle())));
          Future<List<Optional<BrokerException>>> deleted =
              handles.isEmpty()
                  ? Future.succeededFuture(List.of())
                  : partition.on(ref, host -> host.delete(handles));
          return deleted.map(
              refusals ->
                  new DeleteMessageBatch.Result(
                      batch.settle(refusals, DeleteMessageBatch.ResultEntry::new), batch.failed()));
        });
  }

  @Override
  public Future<Void> changeMessageVisibility(ChangeMessageVisibility request) {
    return Attempt.of(
        () -> {
          QueueRef ref = open(CHANGE_MESSAGE_VISIBILITY, request.queueUrl());
          VisibilityChange change =
              new VisibilityChange(open(ref, request.receiptHandle()), request.visibilityTimeout());
          return partition
              .on(ref, host -> host.changeVisibility(List.of(change)))
              .compose(MessageActions::onlyRefusal);
        });
  }

  @Override
  public Future<ChangeMessageVisibilityBatch.Result> changeMessageVisibilityBatch(
      ChangeMessageVisibilityBatch request) {
    return Attempt.of(
        () -> {
          QueueRef ref = open(CHANGE_MESSAGE_VISIBILITY, request.queueUrl());
          Batch<ChangeMessageVisibilityBatch.Entry> batch =
              new Batch<>(CHANGE_ENTRY, request.entries(), ChangeMessageVisibilityBatch.Entry::id);
          List<VisibilityChange> changes = batch.accept(entry -> change(ref, batch, entry));
          Future<List<Optional<BrokerException>>> changed =
              changes.isEmpty()
                  ? Future.succeededFuture(List.of())
                  : partition.on(ref, host -> host.changeVisibility(changes));
          return changed.map(
              refusals ->
                  new ChangeMessageVisibilityBatch.Result(
                      batch.settle(refusals, ChangeMessageVisibilityBatch.ResultEntry::new),
                      batch.failed()));
        });
  }

  @Override
  public Future<PeekMessages.Result> peekMessages(PeekMessages request) {
    return scoped(
        within -> {
          QueueRef ref = partition.access().read(caller, PEEK_MESSAGES, request.queueUrl());
          partition.seals().check(ref.settings().sealing());
          LeasedRoom room = new LeasedRoom(within.heap());
          return partition
              .on(ref, host -> host.peek(request, room))
              .compose(page -> new OpenPeek(bodies(ref), page, room).read());
        });
  }

  /** Does {@code action} in the request's scope, or in one that ends when it is done. */
  private <R> Future<R> scoped(Function<RequestScope, Future<R>> action) {
    RequestScope given = scope;
    if (given != null) {
      return Attempt.of(() -> action.apply(given));
    }
    Future<Void> staying = Promise.<Void>promise().future();
    RequestScope own = new RequestScope(staying, partition.heap().lease());
    return Attempt.of(() -> action.apply(own)).onComplete(done -> own.heap().close());
  }

  private VisibilityChange change(
      QueueRef ref,
      Batch<ChangeMessageVisibilityBatch.Entry> batch,
      ChangeMessageVisibilityBatch.Entry entry) {
    String handle = Required.text("ReceiptHandle", entry.receiptHandle());
    Integer seconds =
        Required.value(
            batch.member("ChangeMessageVisibilityBatchRequestEntry", entry, "VisibilityTimeout"),
            entry.visibilityTimeout());
    Limits.CHANGE_VISIBILITY_TIMEOUT_OF_ENTRY.check(seconds);
    return new VisibilityChange(open(ref, handle), seconds);
  }

  private Bodies bodies(QueueRef ref) {
    return new Bodies(partition.store(), partition.seals(), ref.queue().id(), caller.logged());
  }

  /** The queue at {@code url}, with which the caller may do {@code action}. */
  final QueueRef open(QueueAction action, String url) {
    return partition.access().open(caller, action, url);
  }

  private OpenHandle open(QueueRef ref, String text) {
    ReceiptHandle handle =
        partition
            .codec()
            .decode(text)
            .orElseThrow(
                () ->
                    RECEIPT_HANDLE_IS_INVALID.refuse(
                        "The input receipt handle \"%s\" is not a valid receipt handle.", text));
    if (handle.queue() != ref.queue().id()) {
      throw RECEIPT_HANDLE_IS_INVALID.refuse(
          "The receipt handle \"%s\" is not valid for this queue.", text);
    }
    return new OpenHandle(handle, text);
  }

  private static SendMessage message(String url, SendMessageBatch.Entry entry) {
    return new SendMessage(
        url,
        Objects.requireNonNullElse(entry.messageBody(), ""),
        entry.delaySeconds(),
        entry.messageAttributes(),
        entry.messageSystemAttributes(),
        entry.messageDeduplicationId(),
        entry.messageGroupId());
  }

  private static SendMessage.Result result(Sent sent) {
    Draft draft = sent.draft();
    return new SendMessage.Result(
        sent.id().toString(),
        draft.bodyDigest(),
        draft.attributesDigest(),
        draft.systemAttributesDigest(),
        draft.isFifo() ? SequenceNumber.of(sent.sequence()) : null);
  }

  private static SendMessageBatch.ResultEntry entry(String id, SendMessage.Result result) {
    return new SendMessageBatch.ResultEntry(
        id,
        result.messageId(),
        result.md5OfMessageBody(),
        result.md5OfMessageAttributes(),
        result.md5OfMessageSystemAttributes(),
        result.sequenceNumber());
  }

  private static Future<Void> onlyRefusal(List<Optional<BrokerException>> refusals) {
    return refusals
        .get(0)
        .<Future<Void>>map(Future::failedFuture)
        .orElseGet(Future::succeededFuture);
  }

  private static OptionalLong millis(@Nullable Integer seconds) {
    return seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds * 1_000L);
  }
}
