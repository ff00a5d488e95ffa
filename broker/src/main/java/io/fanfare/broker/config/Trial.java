package io.fanfare.broker.config;

import io.fanfare.access.AuditTrail;
import io.fanfare.access.Guard;
import io.fanfare.broker.config.Making.Step;
import io.fanfare.functions.Functions;
import io.fanfare.queues.Queues;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.fanfare.topics.Topics;
import io.fanfare.topics.push.Reach;
import io.fanfare.yaml.Mistake;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Does in memory what a file asks for, before anything has changed: services of their own, which
 * push to nobody, have copies of what there is and of what the file speaks of. So what is wrong is
 * found by the rules that would refuse it, whatever else the file has them do before.
 */
final class Trial {

  private final BrokerServices real;
  private final Resources resources;

  Trial(BrokerServices real, Resources resources) {
    this.real = real;
    this.resources = resources;
  }

  /** All that is wrong with the resources; on {@code ground}, which they are not made on. */
  Future<List<Mistake>> judge(Application.Ground ground) {
    StoreOptions memory = new StoreOptions().setMemory(true);
    return Stores.open(ground.environment().vertx(), memory, fault -> {})
        .compose(
            store ->
                thenClose(openQueues(ground, over(ground.environment(), store)), store::close));
  }

  /** Every port is one that nothing is pushed to. */
  private static boolean nowhere(int port) {
    return port >= 0;
  }

  private Future<List<Mistake>> openQueues(Application.Ground ground, Environment environment) {
    QueuesOptions options = new QueuesOptions(ground.queues().toJson()).setDeletedNameSeconds(0);
    return Topics.shareSigning(ground.environment(), environment)
        .compose(shared -> Queues.open(environment, options))
        .compose(queues -> thenClose(openFunctions(ground, environment, queues), queues::close));
  }

  private Future<List<Mistake>> openFunctions(
      Application.Ground ground, Environment environment, Queues queues) {
    return Functions.open(environment, queues, ground.functions(), Trial::nowhere)
        .compose(
            functions ->
                thenClose(
                    Topics.open(
                            environment,
                            new SilentDelivery(queues),
                            functions,
                            ground.topics(),
                            new Reach(false, Trial::nowhere))
                        .compose(
                            topics ->
                                thenClose(
                                    judge(
                                        new BrokerServices(
                                            queues, topics, functions, real.endpoint())),
                                    topics::close)),
                    functions::close));
  }

  /** The same may do what they may do in {@code real}, of which no record is kept here. */
  private static Environment over(Environment real, Store store) {
    return new Environment(
        real.vertx(),
        store,
        real.clock(),
        real.heap(),
        real.pushHeap(),
        new Guard(real.authorization(), AuditTrail.none(), real.clock()::millis));
  }

  private static <T> Future<T> thenClose(Future<T> done, Supplier<Future<Void>> close) {
    return done.eventually(close);
  }

  private Future<List<Mistake>> judge(BrokerServices copy) {
    List<Mistake> mistakes = new ArrayList<>();
    Making making = new Making(copy);
    List<List<Step>> stages = new ArrayList<>(making.stages(resources));
    stages.add(making.confirmed(resources));
    return new Copying(real, copy, resources)
        .copy()
        .compose(
            copied ->
                Each.inTurn(
                    stages,
                    stage ->
                        Each.of(stage, Trial::judge)
                            .onSuccess(found -> found.forEach(mistakes::addAll))))
        .map(mistakes);
  }

  private static Future<List<Mistake>> judge(Step step) {
    return Culprits.find(step.what(), step.part(), step::run);
  }
}
