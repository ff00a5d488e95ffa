package io.fanfare.queues;

import static io.fanfare.core.CommonError.INVALID_PARAMETER_VALUE;
import static io.fanfare.queues.model.QueueError.OVER_LIMIT;
import static io.fanfare.queues.model.QueueError.QUEUE_DELETED_RECENTLY;

import io.fanfare.core.Attributes;
import io.fanfare.core.Caller;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Page;
import io.fanfare.core.Row;
import io.fanfare.core.Step;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.RedriveAllowPolicy;
import io.fanfare.queues.rows.QueueKind;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.queues.rules.AttributeRules;
import io.fanfare.queues.rules.NextToken;
import io.fanfare.queues.rules.TagRules;
import io.fanfare.quota.Tally;
import io.fanfare.runtime.EventLoop;
import io.fanfare.runtime.Writes;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which queues there are: creates, deletes and lists them, on one event loop, so that each decision
 * sees the ones before.
 */
final class QueueLifecycle {

  private final EventLoop loop;
  private final QueueDirectory directory;
  private final List<QueueVerticle> verticles;
  private final Tombstones tombstones;
  private final Writes writes;
  private final Tally byAccount;

  /** One for all queues, of which there may be many. */
  private final Function<QueueRef, Future<QueueHost>> open;

  private int nextVerticle;

  QueueLifecycle(
      EventLoop loop,
      QueueDirectory directory,
      List<QueueVerticle> verticles,
      QueuesOptions options) {
    this.loop = loop;
    this.writes = new Writes(loop.store());
    this.directory = directory;
    this.open = directory::open;
    this.verticles = List.copyOf(verticles);
    this.byAccount = new Tally(options.getQueuesPerAccount());
    this.tombstones = new Tombstones(options.getDeletedNameSeconds() * 1_000L);
  }

  /** Learns which queues the store holds. */
  Future<Void> load() {
    return loop.store()
        .scan(QueueTables.QUEUES, Key.first(0), Key.first(Long.MAX_VALUE), Integer.MAX_VALUE)
        .compose(
            rows -> {
              rows.forEach(this::add);
              return forgetOldNames();
            });
  }

  /** Creates a queue of {@code caller}, or finds the one with these attributes. */
  Future<QueueName> create(CreateQueue request, Caller caller) {
    QueueName name = new QueueName(caller.account(), caller.region(), request.queueName());
    return create(QueueKind.USER, name, request.attributes(), request.tags());
  }

  /** Creates the queue of a subscription, or finds it with these attributes. */
  Future<QueueName> createForSubscription(QueueName name, Map<String, String> given) {
    return create(QueueKind.SUBSCRIPTION, name, given, Map.of());
  }

  private Future<QueueName> create(
      QueueKind kind, QueueName name, Map<String, String> given, Map<String, String> tags) {
    return loop.call(
        () -> {
          QueueRef existing = directory.byName(kind).get(name);
          AttributeRules rules =
              new AttributeRules(name, existing == null, this::redriveAllowPolicy);
          AttributeRules.checkName(name.name(), given);
          if (existing != null) {
            rules.checkSame(existing.queue().attributes(), given);
            TagRules.checkSame(existing.queue().tags(), tags);
            return writes.settled().map(written -> name);
          }
          Attributes attributes = rules.apply(Attributes.none(), given);
          return create(
              new Made(kind, name, attributes, TagRules.add(name.name(), Map.of(), tags)));
        });
  }

  /** The queues of subscriptions, once all that was created before is durable. */
  Future<List<QueueName>> listOfSubscriptions() {
    return loop.call(
        () -> {
          List<QueueName> names = List.copyOf(directory.byName(QueueKind.SUBSCRIPTION).keySet());
          return writes.settled().map(written -> names);
        });
  }

  Future<Void> delete(QueueKind kind, QueueName name) {
    return loop.call(
        () -> {
          QueueRef ref = directory.byName(kind).remove(name);
          if (ref == null) {
            return Future.failedFuture(QueueRef.unknown());
          }
          if (kind == QueueKind.USER) {
            byAccount.remove(name.account());
          }
          tombstones.add(ref.queue().deleted(loop.now()));
          return ref.verticle()
              .loop()
              .call(() -> ref.host().compose(host -> host.end(step -> ended(ref, step))))
              .compose(record -> forgetOldNames());
        });
  }

  /** Whether there is a queue of that name, once all that was created before is durable. */
  Future<QueueName> find(QueueName name) {
    return loop.call(
        () ->
            directory.find(name).isEmpty()
                ? Future.failedFuture(QueueRef.unknown())
                : writes.settled().map(written -> name));
  }

  /** A page of those queues, all of one account and region, that {@code wanted} takes. */
  Future<Page<QueueName>> list(Listing listing, Predicate<QueueRef> wanted) {
    return loop.call(
        () -> {
          TreeMap<String, QueueName> all = new TreeMap<>();
          directory
              .byName()
              .forEach(
                  (name, ref) -> {
                    if (wanted.test(ref)) {
                      all.put(name.name(), name);
                    }
                  });
          Page<QueueName> page = listing.page(all);
          return writes.settled().map(written -> page);
        });
  }

  /**
   * What part of a list is asked for.
   *
   * @param scope what else the request says, which the next one must say as well
   */
  record Listing(@Nullable Integer maxResults, @Nullable String nextToken, String scope) {

    Listing {
      Limits.LIST_RESULTS.check(maxResults);
      if (nextToken != null && maxResults == null) {
        throw INVALID_PARAMETER_VALUE.refuse(
            "MaxResults is a mandatory parameter when you provide a value for NextToken.");
      }
    }

    Page<QueueName> page(TreeMap<String, QueueName> all) {
      int size = Objects.requireNonNullElse(maxResults, Limits.LIST_RESULTS.most());
      Page<QueueName> page = Page.of(all, NextToken.after(nextToken, scope), size, scope);
      return maxResults == null ? new Page<>(page.items(), null) : page;
    }
  }

  /** From whom the queue called {@code name} takes dead letters, if there is one. */
  Optional<RedriveAllowPolicy> redriveAllowPolicy(QueueName name) {
    return directory.find(name).map(QueueRef::redriveAllowPolicy);
  }

  /** Whether some queue gives its messages up to {@code target}. */
  boolean isDeadLetterQueue(QueueName target) {
    return directory.byName().values().stream().anyMatch(ref -> ref.isSourceOf(target));
  }

  /** What a new queue is to be. */
  private record Made(
      QueueKind kind, QueueName name, Attributes attributes, Map<String, String> tags) {}

  private Future<QueueName> create(Made made) {
    Step step = loop.step();
    QueueName name = made.name();
    if (made.kind() == QueueKind.USER && tombstones.hold(name, step.now())) {
      return Future.failedFuture(
          QUEUE_DELETED_RECENTLY.refuse(
              "You must wait 60 seconds after deleting a queue before you can create another with"
                  + " the same name."));
    }
    if (made.kind() == QueueKind.USER && !byAccount.tryAdd(name.account())) {
      return Future.failedFuture(
          OVER_LIMIT.refuse(
              "The account has as many queues as it may have: %d.", byAccount.most()));
    }
    QueueRecord.Times times = new QueueRecord.Times(step.now(), step.now(), 0, 0);
    QueueRecord queue =
        new QueueRecord(
            step.nextSequence(),
            made.kind(),
            name,
            step.nextSequence(),
            made.attributes(),
            made.tags(),
            times);
    directory.byName(made.kind()).put(queue.name(), new QueueRef(queue, nextVerticle(), open));
    return writes.write(List.of(queue.put())).map(written -> name);
  }

  private static QueueRecord ended(QueueRef ref, Step step) {
    return ref.queue().deleted(step.now());
  }

  private void add(Row row) {
    QueueRecord queue = QueueRecord.decode(row.key().owner(), row.value());
    if (queue.isDeleted()) {
      tombstones.add(queue);
    } else {
      if (queue.kind() == QueueKind.USER) {
        byAccount.add(queue.name().account());
      }
      directory.byName(queue.kind()).put(queue.name(), new QueueRef(queue, nextVerticle(), open));
    }
  }

  /** Removes the rows of deleted queues whose names are free again. */
  private Future<Void> forgetOldNames() {
    List<Change> changes = new ArrayList<>();
    tombstones.takeOld(loop.now()).forEach(queue -> changes.add(queue.remove()));
    return changes.isEmpty() ? Future.succeededFuture() : loop.store().write(changes);
  }

  private QueueVerticle nextVerticle() {
    return verticles.get(Math.floorMod(nextVerticle++, verticles.size()));
  }
}
