package io.fanfare.queues;

import static io.fanfare.core.CommonError.ACCESS_DENIED;
import static io.fanfare.queues.model.QueueError.QUEUE_DOES_NOT_EXIST;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.policy.Decision;
import io.fanfare.core.policy.Evaluation;
import io.fanfare.core.policy.Identity;
import io.fanfare.core.policy.condition.KnownContext;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.queues.rules.QueueAction;
import io.fanfare.runtime.Clock;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import java.util.Optional;

/**
 * The door of the queues: here what a caller wants to do and the name of a queue become that queue,
 * or a refusal. There is no other way from a name to a queue for whoever makes a request. What is
 * asked, in this order: is there such a queue, may the caller do it, and is there room for what the
 * caller brings.
 */
final class Access {

  private final QueueDirectory directory;
  private final Store store;
  private final Clock clock;

  Access(QueueDirectory directory, Environment environment) {
    this.directory = directory;
    this.store = environment.store();
    this.clock = environment.clock();
  }

  /** The queue at {@code url}, with which {@code caller} may do {@code action}. */
  QueueRef open(Caller caller, QueueAction action, String url) {
    QueueRef ref = directory.find(QueueName.ofUrl(url, caller)).orElseThrow(QueueRef::unknown);
    check(caller, action, ref);
    if (action == QueueAction.SEND_MESSAGE) {
      store.checkRoom();
    }
    return ref;
  }

  /**
   * The queue that {@code arn} names, if there is one in the caller's region, with which {@code
   * caller} may do all of {@code actions}.
   */
  Optional<QueueRef> find(Caller caller, Arn arn, QueueAction... actions) {
    Optional<QueueRef> found = find(arn).filter(ref -> arn.region().equals(caller.region()));
    for (QueueAction action : actions) {
      found.ifPresent(ref -> check(caller, action, ref));
    }
    return found;
  }

  /** Lets somebody make a queue of their own. */
  void create() {
    store.checkRoom();
  }

  /**
   * Lets {@code caller} ask where the queue {@code name} is. Others are not told whether there is a
   * queue that they have no access to.
   */
  void locate(Caller caller, QueueName name) {
    Optional<QueueRef> found = directory.find(name);
    if (name.account().equals(caller.account())) {
      found.ifPresent(ref -> check(caller, QueueAction.GET_QUEUE_URL, ref));
    } else if (found.filter(ref -> isAllowed(caller, QueueAction.GET_QUEUE_URL, ref)).isEmpty()) {
      throw QUEUE_DOES_NOT_EXIST.refuse(
          "The specified queue does not exist or you do not have access to it.");
    }
  }

  /**
   * The queue {@code arn} to which a topic of this broker delivers: whoever owns the queue has
   * agreed to that by subscribing it, whatever its policy says.
   */
  QueueRef deliver(Arn arn) {
    QueueRef ref = find(arn).orElseThrow(QueueRef::unknown);
    store.checkRoom();
    return ref;
  }

  /** In whatever partition: what was stored when fewer were known still names its queue. */
  private Optional<QueueRef> find(Arn arn) {
    return arn.service().equals("sqs") ? directory.find(QueueName.of(arn)) : Optional.empty();
  }

  private boolean isAllowed(Caller caller, QueueAction action, QueueRef ref) {
    return decide(caller, action, ref) == Decision.ALLOWED;
  }

  private Decision decide(Caller caller, QueueAction action, QueueRef ref) {
    QueueRecord queue = ref.queue();
    String owner = queue.name().account();
    if (ref.policy().leavesAllTo(caller.principal(), owner)) {
      return Decision.ALLOWED;
    }
    Identity identity = Identity.unrestricted(caller.principal());
    KnownContext context =
        new KnownContext(
            identity.requester(),
            KnownContext.Request.of(caller, clock.millis()),
            new KnownContext.Resource(owner, queue.tags()),
            KnownContext.Asked.NOTHING);
    Evaluation.Request request =
        new Evaluation.Request(identity, action, queue.name().arn(), context);
    return Evaluation.decide(request, ref.policy().binding(caller.principal(), owner)).decision();
  }

  private void check(Caller caller, QueueAction action, QueueRef ref) {
    Decision decision = decide(caller, action, ref);
    if (decision != Decision.ALLOWED) {
      throw refusal(decision, caller, action, ref);
    }
  }

  private static BrokerException refusal(
      Decision decision, Caller caller, QueueAction action, QueueRef ref) {
    return ACCESS_DENIED.refuse(
        "%s", decision.sentence(caller, action.pattern(), ref.queue().name().arn()));
  }
}
