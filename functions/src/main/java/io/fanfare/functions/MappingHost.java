package io.fanfare.functions;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Page;
import io.fanfare.core.Step;
import io.fanfare.core.policy.condition.KnownContext.Asked;
import io.fanfare.functions.model.CreateEventSourceMapping;
import io.fanfare.functions.model.FunctionError;
import io.fanfare.functions.model.FunctionName;
import io.fanfare.functions.model.FunctionTarget;
import io.fanfare.functions.model.MappingDefinition;
import io.fanfare.functions.model.UpdateEventSourceMapping;
import io.fanfare.functions.rows.FunctionTables;
import io.fanfare.functions.rows.MappingRecord;
import io.fanfare.functions.rules.FunctionAction;
import io.fanfare.functions.rules.MappingRules;
import io.fanfare.functions.rules.ModelRules;
import io.fanfare.functions.rules.TagRules;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.QueueName;
import io.fanfare.runtime.EventLoop;
import io.fanfare.runtime.RowTurns;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All mappings on their event loop: they are few, so they are in the heap. What changes them takes
 * turns; a transition is over when it is answered, so that nobody ever finds one under way.
 */
final class MappingHost {

  private final EventLoop loop;
  private final FunctionSurroundings surroundings;
  private final Pollers pollers;
  private final RowTurns turns;
  private final TreeMap<String, MappingRecord> byUuid = new TreeMap<>();

  /** Who polls for mappings. */
  interface Pollers {

    /**
     * Begins to poll for a mapping, or goes on as it is now.
     *
     * @return completes when nothing is received any more for it as it was
     */
    Future<Void> poll(MappingRecord mapping);

    /**
     * Polls no more for a mapping.
     *
     * @return completes when nothing is received any more for it
     */
    Future<Void> end(MappingRecord mapping);
  }

  /** The mappings at work on {@code loop}. */
  MappingHost(EventLoop loop, FunctionSurroundings surroundings, Pollers pollers) {
    this.loop = loop;
    this.surroundings = surroundings;
    this.pollers = pollers;
    this.turns = new RowTurns(loop);
  }

  /** Reads the mappings that the store holds, and goes on with those that are enabled. */
  Future<Void> load() {
    return loop.store()
        .scan(
            FunctionTables.MAPPINGS,
            Key.first(Long.MIN_VALUE),
            Key.first(Long.MAX_VALUE),
            Integer.MAX_VALUE)
        .map(
            rows -> {
              rows.forEach(
                  row -> {
                    MappingRecord mapping = MappingRecord.decode(row.key().owner(), row.value());
                    byUuid.put(mapping.uuid(), mapping);
                    changed(null, mapping);
                  });
              return null;
            });
  }

  /** Makes the mapping that {@code request} wants. */
  Future<MappingRecord> create(CreateEventSourceMapping request, Caller caller) {
    loop.store().checkRoom();
    return turns
        .decide(
            () -> {
              FunctionName name = ModelRules.check(request, true).orElseThrow();
              QueueName queue = MappingRules.queue(request.eventSourceArn(), caller.region());
              MappingDefinition definition =
                  MappingRules.apply(MappingDefinition.unset(), request, name.arn(caller), queue);
              Map<String, String> tags = TagRules.add(Map.of(), request.tags());
              checkFree(name, queue.arn(), definition.functionArn(), "");
              return checkQueue(queue, target(name), caller)
                  .map(
                      sound -> {
                        Step step = loop.step();
                        Arn arn =
                            MappingRecord.arn(caller.region(), caller.account(), step.randomUuid());
                        return put(
                            new MappingRecord(
                                step.nextSequence(),
                                arn,
                                queue.arn(),
                                definition,
                                tags,
                                step.now()));
                      });
            })
        .compose(mapping -> changed(null, mapping).map(mapping));
  }

  /** Changes the mapping that {@code request} names. */
  Future<MappingRecord> update(UpdateEventSourceMapping request, Caller caller) {
    loop.store().checkRoom();
    return turns
        .decide(
            () -> {
              Optional<FunctionName> name = ModelRules.check(request, false);
              MappingRecord mapping =
                  known(request.uuid(), caller, FunctionAction.UPDATE_EVENT_SOURCE_MAPPING);
              String function =
                  name.map(given -> given.arn(caller)).orElse(mapping.definition().functionArn());
              MappingRecord changed =
                  mapping.with(
                      MappingRules.apply(
                          mapping.definition(), request, function, mapping.queueName()),
                      loop.now());
              if (name.isEmpty()) {
                return Future.succeededFuture(replaced(mapping, changed));
              }
              checkFree(name.get(), mapping.queue(), function, mapping.uuid());
              return checkQueue(mapping.queueName(), target(name.get()), caller)
                  .map(sound -> replaced(mapping, changed));
            })
        .compose(
            replaced -> changed(replaced.before(), replaced.now()).map(ended -> replaced.now()));
  }

  /** A mapping that was changed. */
  private record Replaced(MappingRecord before, MappingRecord now) {}

  private Outcome<Replaced> replaced(MappingRecord before, MappingRecord now) {
    return new Outcome<>(new Replaced(before, now), put(now).changes());
  }

  /** Ends the mapping {@code uuid}. */
  Future<MappingRecord> delete(@Nullable String uuid, Caller caller) {
    return turns
        .decide(
            () -> {
              MappingRecord mapping =
                  known(uuid, caller, FunctionAction.DELETE_EVENT_SOURCE_MAPPING);
              byUuid.remove(mapping.uuid());
              return Future.succeededFuture(new Outcome<>(mapping, List.of(mapping.remove())));
            })
        .compose(mapping -> pollers.end(mapping).map(mapping));
  }

  /** The mapping {@code uuid}. */
  Future<MappingRecord> get(@Nullable String uuid, Caller caller) {
    return turns.read(
        () -> Future.succeededFuture(known(uuid, caller, FunctionAction.GET_EVENT_SOURCE_MAPPING)));
  }

  /** A page of the mappings of {@code caller} that are {@code wanted}. */
  Future<Page<MappingRecord>> list(
      Predicate<MappingRecord> wanted, Caller caller, @Nullable String marker, int size) {
    String scope = caller.region() + "/" + caller.account();
    String after =
        marker == null || marker.isEmpty()
            ? ""
            : Page.position(marker)
                .filter(position -> position.scope().equals(scope))
                .map(Page.Position::after)
                .orElseThrow(() -> FunctionError.INVALID_PARAMETER_VALUE.refuse("Invalid Marker."));
    return turns.read(
        () -> {
          TreeMap<String, MappingRecord> own = new TreeMap<>();
          byUuid.forEach(
              (uuid, mapping) -> {
                if (isOf(mapping, caller) && wanted.test(mapping)) {
                  own.put(uuid, mapping);
                }
              });
          return Future.succeededFuture(Page.of(own, after, size, scope));
        });
  }

  /** Changes the tags of the mapping {@code arn}. */
  Future<Void> tag(
      String arn, Wish wish, Function<Map<String, String>, Map<String, String>> change) {
    loop.store().checkRoom();
    return turns
        .decide(
            () -> {
              MappingRecord mapping = tagged(arn, wish);
              return Future.succeededFuture(put(mapping.with(change.apply(mapping.tags()))));
            })
        .mapEmpty();
  }

  /** The tags of the mapping {@code arn}. */
  Future<Map<String, String>> tags(String arn, Caller caller) {
    Wish wish = new Wish(caller, FunctionAction.LIST_TAGS, Asked.NOTHING);
    return turns.read(() -> Future.succeededFuture(tagged(arn, wish).tags()));
  }

  private Outcome<MappingRecord> put(MappingRecord mapping) {
    byUuid.put(mapping.uuid(), mapping);
    return new Outcome<>(mapping, List.of(mapping.put()));
  }

  /**
   * Has a mapping polled for as it is now, where its function is; over when nothing is received any
   * more for it as it was, so that what is sent after the answer goes where it is to go now.
   */
  private Future<Void> changed(@Nullable MappingRecord before, MappingRecord now) {
    boolean moved =
        before != null
            && !before.definition().function().name().equals(now.definition().function().name());
    List<Future<Void>> over = new ArrayList<>();
    if (before != null && (moved || !now.definition().enabled())) {
      over.add(pollers.end(before));
    }
    if (now.definition().enabled()) {
      over.add(pollers.poll(now));
    }
    return Future.join(over).mapEmpty();
  }

  private void checkFree(FunctionName name, Arn queue, String functionArn, String own) {
    target(name);
    byUuid.values().stream()
        .filter(other -> other.queue().equals(queue))
        .filter(other -> other.definition().functionArn().equals(functionArn))
        .filter(other -> !other.uuid().equals(own))
        .findFirst()
        .ifPresent(
            other -> {
              throw MappingRules.taken(queue.toString(), functionArn, other.uuid());
            });
  }

  private FunctionTarget target(FunctionName name) {
    FunctionTarget target = surroundings.targets().get(name.name());
    if (target == null) {
      throw MappingRules.noFunction();
    }
    return target;
  }

  /**
   * Refuses a queue that is not there, or that hides its messages for too short a time. It will be
   * used in the name of the account, whoever asks for that.
   */
  private Future<Void> checkQueue(QueueName queue, FunctionTarget function, Caller caller) {
    return Source.of(surroundings.queues(), queue, caller.onBehalf(caller.account()))
        .visibilitySeconds()
        .recover(fault -> Future.failedFuture(refusal(fault)))
        .map(
            seconds -> {
              MappingRules.checkVisibility(seconds, function);
              return null;
            });
  }

  private static Throwable refusal(Throwable fault) {
    if (!(fault instanceof BrokerException refused)) {
      return fault;
    }
    if (refused.code() == QueueError.QUEUE_DOES_NOT_EXIST) {
      return MappingRules.noQueue();
    }
    return refused.code() == CommonError.ACCESS_DENIED ? MappingRules.noReceive() : fault;
  }

  /** What somebody wants of a mapping. */
  record Wish(Caller caller, FunctionAction action, Asked asked) {}

  private MappingRecord known(@Nullable String uuid, Caller caller, FunctionAction action) {
    MappingRecord mapping = uuid == null ? null : byUuid.get(uuid);
    if (mapping == null || !isOf(mapping, caller)) {
      throw MappingRules.noMapping();
    }
    surroundings.access().check(caller, action, Asked.NOTHING, mapping);
    return mapping;
  }

  private MappingRecord tagged(String arn, Wish wish) {
    Caller caller = wish.caller();
    MappingRecord found =
        byUuid.values().stream()
            .filter(mapping -> isOf(mapping, caller) && mapping.arn().toString().equals(arn))
            .findFirst()
            .orElseThrow(() -> MappingRules.noTagged(arn));
    surroundings.access().check(caller, wish.action(), wish.asked(), found);
    return found;
  }

  private static boolean isOf(MappingRecord mapping, Caller caller) {
    return mapping.arn().account().equals(caller.account())
        && mapping.arn().region().equals(caller.region());
  }
}
