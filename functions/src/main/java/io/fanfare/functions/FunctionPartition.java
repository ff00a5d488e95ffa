package io.fanfare.functions;

import static java.lang.System.Logger.Level.WARNING;

import io.fanfare.core.Caller;
import io.fanfare.functions.model.FunctionName;
import io.fanfare.functions.model.FunctionTarget;
import io.fanfare.functions.model.Invoke;
import io.fanfare.functions.rows.MappingRecord;
import io.fanfare.functions.rules.InvokeRules;
import io.fanfare.push.http.HttpSender;
import io.fanfare.push.http.HttpSenderOptions;
import io.fanfare.queues.Queues;
import io.fanfare.runtime.Environment;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** All that the functions' service is made of, and which event loop has which function. */
final class FunctionPartition implements MappingHost.Pollers {

  private static final System.Logger LOG = System.getLogger(FunctionPartition.class.getName());
  private static final List<String> EVERYWHERE = List.of("0.0.0.0/0", "::/0");

  private final FunctionSurroundings surroundings;
  private final List<FunctionVerticle> verticles;
  private final String deployment;
  private final MappingHost mappings;

  private FunctionPartition(
      FunctionSurroundings surroundings, List<FunctionVerticle> verticles, String deployment) {
    this.surroundings = surroundings;
    this.verticles = List.copyOf(verticles);
    this.deployment = deployment;
    this.mappings = new MappingHost(verticles.get(0).loop(), surroundings, this);
  }

  /** Deploys the verticles and brings them the mappings that the store holds. */
  static Future<FunctionPartition> open(
      Environment environment, Queues queues, FunctionsOptions options, IntPredicate ownPorts) {
    HttpSenderOptions sending =
        new HttpSenderOptions().setAllowedRanges(EVERYWHERE).setOwnPorts(ownPorts);
    FunctionSurroundings surroundings =
        new FunctionSurroundings(
            environment,
            queues,
            new HttpSender(environment.vertx(), sending),
            new Caller(options.getAccount(), options.getRegion(), options.getEndpoint()),
            targets(options.getFunctions()));
    List<FunctionVerticle> verticles = Collections.synchronizedList(new ArrayList<>());
    return environment
        .vertx()
        .deployVerticle(
            () -> new FunctionVerticle(surroundings, verticles::add),
            new DeploymentOptions().setInstances(FunctionSurroundings.LOOPS))
        .map(deployment -> new FunctionPartition(surroundings, verticles, deployment))
        .compose(partition -> partition.mappings(MappingHost::load).map(partition))
        .compose(partition -> partition.resumeEvents().map(partition));
  }

  private static Map<String, FunctionTarget> targets(List<String> functions) {
    Map<String, FunctionTarget> targets = new LinkedHashMap<>();
    functions.stream()
        .map(FunctionTarget::parse)
        .flatMap(Optional::stream)
        .forEach(target -> targets.put(target.name(), target));
    return targets;
  }

  Caller defaultCaller() {
    return surroundings.home();
  }

  /** Whether callers may do what they ask for. */
  Access access() {
    return surroundings.access();
  }

  /** Goes on with the events that functions are still to be invoked with. */
  private Future<Void> resumeEvents() {
    List<Future<Void>> resumed =
        surroundings.targets().keySet().stream()
            .map(
                name -> {
                  FunctionVerticle verticle = verticleOf(name);
                  return verticle.loop().call(() -> verticle.resumeEvents(name));
                })
            .toList();
    return Future.join(resumed)
        .<Void>mapEmpty()
        .recover(
            fault -> {
              LOG.log(WARNING, "Events of functions wait for the next start or event", fault);
              return Future.succeededFuture();
            });
  }

  /** Whether the configuration has {@code function}. */
  boolean knows(FunctionName function) {
    return surroundings.targets().containsKey(function.name());
  }

  /** Invokes a function that the configuration has, and waits for its answer. */
  Future<Invoke.Result> invoke(
      InvokeRules.Checked asked, @Nullable String clientContext, @Nullable String traceHeader) {
    FunctionName function = asked.function();
    FunctionVerticle verticle = verticleOf(function.name());
    Invocation invocation =
        new Invocation(
            Buffer.buffer(asked.event()), function.qualifier(), clientContext, traceHeader, 0);
    return verticle.loop().call(() -> verticle.invoke(function, invocation));
  }

  /** Hands {@code event} over to a function. */
  Future<Void> invokeAsync(FunctionName function, String event) {
    if (!knows(function)) {
      return AsyncFunctions.none().invokeAsync(function, event);
    }
    FunctionVerticle verticle = verticleOf(function.name());
    return verticle.loop().call(() -> verticle.put(function, event));
  }

  /** Does {@code work} with the mappings on their event loop. */
  <R> Future<R> mappings(Function<MappingHost, Future<R>> work) {
    return verticles.get(0).loop().call(() -> work.apply(mappings));
  }

  FunctionStatistics statistics() {
    return FunctionCounters.sum(verticles.stream().map(FunctionVerticle::counters).toList());
  }

  @Override
  public Future<Void> poll(MappingRecord mapping) {
    FunctionVerticle verticle = verticleOf(mapping);
    return verticle.loop().call(() -> verticle.poll(mapping));
  }

  @Override
  public Future<Void> end(MappingRecord mapping) {
    FunctionVerticle verticle = verticleOf(mapping);
    return verticle.loop().call(() -> verticle.end(mapping.id()));
  }

  /** All that invokes a function is where the hash of its name says. */
  private FunctionVerticle verticleOf(MappingRecord mapping) {
    return verticleOf(mapping.definition().function().name());
  }

  private FunctionVerticle verticleOf(String name) {
    return verticles.get(Math.floorMod(name.hashCode(), verticles.size()));
  }

  Future<Void> close() {
    return surroundings
        .environment()
        .vertx()
        .undeploy(deployment)
        .eventually(surroundings.sender()::close);
  }
}
