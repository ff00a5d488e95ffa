package io.fanfare.queues;

import io.fanfare.core.BrokerException;
import io.fanfare.queues.engine.Draft;
import io.fanfare.queues.engine.Sent;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way of shared messages to many queues: the mail is sorted by event loop, each of which gets
 * it in one hand-over, lets all its queues take theirs, writes that as one batch and answers once.
 * What is long goes in slices, one behind the other, so that the event loop can do something else
 * in between.
 */
final class SharedSending {

  /** So many copies keep an event loop from nothing else. */
  private static final int SLICE = 128;

  private final Function<SharedMessage.Addressed, QueueRef> door;
  private final Map<QueueVerticle, List<Piece>> sorted = new LinkedHashMap<>(4);

  /** The sending to those queues that {@code door} opens; it throws what it refuses. */
  SharedSending(Function<SharedMessage.Addressed, QueueRef> door) {
    this.door = door;
  }

  /** What one queue takes, and who waits to hear that it holds it. */
  private record Piece(
      QueueRef ref,
      List<Draft> drafts,
      List<Optional<BrokerException>> refusals,
      Promise<List<Optional<BrokerException>>> answer) {

    Future<List<Sent>> take() {
      try {
        Future<QueueHost> host = ref.host();
        return host.succeeded()
            ? host.result().send(drafts)
            : host.compose(opened -> opened.send(drafts));
      } catch (RuntimeException e) {
        return Future.failedFuture(e);
      }
    }

    void answer(AsyncResult<List<Sent>> sent) {
      if (sent.succeeded()) {
        answer.complete(refusals);
      } else {
        answer.fail(sent.cause());
      }
    }
  }

  /** Sends {@code mail}; answers as {@link Delivery#sendCopies} does. */
  List<Future<List<Optional<BrokerException>>>> send(List<SharedMessage.Addressed> mail) {
    List<Future<List<Optional<BrokerException>>>> answers = new ArrayList<>(mail.size());
    for (SharedMessage.Addressed one : mail) {
      try {
        answers.add(sort(one));
      } catch (RuntimeException e) {
        answers.add(Future.failedFuture(e));
      }
    }
    sorted.forEach(SharedSending::send);
    return answers;
  }

  private Future<List<Optional<BrokerException>>> sort(SharedMessage.Addressed mail) {
    QueueRef ref = door.apply(mail);
    List<Optional<BrokerException>> refusals = new ArrayList<>(mail.copies().size());
    List<Draft> drafts = new ArrayList<>(mail.copies().size());
    for (SharedMessage.Copy copy : mail.copies()) {
      try {
        drafts.add(copy.message().draft().copy(copy.insert(), ref.settings()));
        refusals.add(Optional.empty());
      } catch (BrokerException refusal) {
        refusals.add(Optional.of(refusal));
      }
    }
    if (drafts.isEmpty()) {
      return Future.succeededFuture(refusals);
    }
    Piece piece = new Piece(ref, drafts, refusals, Promise.promise());
    sorted.computeIfAbsent(ref.verticle(), first -> new ArrayList<>()).add(piece);
    return piece.answer().future();
  }

  private static void send(QueueVerticle verticle, List<Piece> pieces) {
    int begin = 0;
    int copies = 0;
    for (int i = 0; i < pieces.size(); i++) {
      int more = pieces.get(i).drafts().size();
      if (i > begin && copies + more > SLICE) {
        sendSlice(verticle, pieces.subList(begin, i));
        begin = i;
        copies = 0;
      }
      copies += more;
    }
    sendSlice(verticle, pieces.subList(begin, pieces.size()));
  }

  private static void sendSlice(QueueVerticle verticle, List<Piece> pieces) {
    verticle
        .loop()
        .call(() -> verticle.loop().together(() -> taken(verticle, pieces)))
        .onSuccess(
            sent -> {
              for (int i = 0; i < sent.size(); i++) {
                pieces.get(i).answer(sent.get(i));
              }
            })
        .onFailure(fault -> pieces.forEach(piece -> piece.answer(Future.failedFuture(fault))));
  }

  /** Lets every queue take its copies; completes when each has, or has failed to. */
  private static Future<List<Future<List<Sent>>>> taken(
      QueueVerticle verticle, List<Piece> pieces) {
    List<Future<List<Sent>>> sent = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      sent.add(piece.take());
    }
    return Future.join(sent)
        .transform(
            all -> {
              sent.forEach(one -> verticle.loop().report(one.cause()));
              return Future.succeededFuture(sent);
            });
  }
}
