package io.fanfare.queues;

import static io.fanfare.core.CommonError.ACCESS_DENIED;
import static io.fanfare.queues.model.QueueError.QUEUE_DOES_NOT_EXIST;

import io.fanfare.access.Authorization;
import io.fanfare.access.Guard;
import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import io.fanfare.core.policy.Policy;
import io.fanfare.core.policy.Right;
import io.fanfare.core.policy.Verdict;
import io.fanfare.core.policy.condition.KnownContext;
import io.fanfare.core.policy.condition.KnownContext.Asked;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.rows.MoveTask;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.queues.rows.TaskStarter;
import io.fanfare.queues.rules.QueueAction;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The door of the queues: here what a caller wants to do and the name of a queue become that queue,
 * or a refusal. There is no other way from a name to a queue for whoever makes a request. What is
 * asked, in this order: is there such a queue, may the caller do it, and is there room for what the
 * caller brings.
 */
final class Access {

  private static final String TOPICS = "sns.amazonaws.com";

  private final QueueDirectory directory;
  private final Store store;
  private final Guard guard;
  private final boolean strictDelivery;

  Access(QueueDirectory directory, Environment environment, boolean strictDelivery) {
    this.directory = directory;
    this.store = environment.store();
    this.guard = environment.guard();
    this.strictDelivery = strictDelivery;
  }

  /** The queue at {@code url}, with which {@code caller} may do {@code action}. */
  QueueRef open(Caller caller, QueueAction action, String url) {
    return open(caller, action, Asked.NOTHING, url);
  }

  /** The same for a request of which conditions can ask for what {@code asked} has. */
  QueueRef open(Caller caller, QueueAction action, Asked asked, String url) {
    QueueRef ref = directory.find(QueueName.ofUrl(url, caller)).orElseThrow(QueueRef::unknown);
    check(caller, action, asked, ref);
    if (action == QueueAction.SEND_MESSAGE) {
      store.checkRoom();
    }
    return ref;
  }

  /**
   * The queue at {@code url}, whose messages {@code caller} may read by {@code action}. To whom it
   * is denied to receive them it is denied to read them in another way.
   */
  QueueRef read(Caller caller, QueueAction action, String url) {
    QueueRef ref = open(caller, action, url);
    QueueAction receive = QueueAction.RECEIVE_MESSAGE;
    QueueName name = ref.queue().name();
    if (!guard.passes(caller, receive, name.account(), ref.policy())) {
      Guard.Wanted wanted = wanted(receive, Asked.NOTHING, ref);
      check(guard.decideDenial(caller, wanted), caller, receive, name.arn());
    }
    return ref;
  }

  /** Whether nothing denies {@code caller} any of {@code actions} with {@code ref}. */
  boolean isOpen(Caller caller, QueueRef ref, QueueAction... actions) {
    String owner = ref.queue().name().account();
    return Stream.of(actions)
        .allMatch(
            action ->
                guard.passes(caller, action, owner, ref.policy())
                    || !guard.denies(caller, wanted(action, Asked.NOTHING, ref)));
  }

  /**
   * The queue that {@code arn} names, if there is one in the caller's region, with which {@code
   * caller} may do all of {@code actions}.
   */
  Optional<QueueRef> find(Caller caller, Arn arn, QueueAction... actions) {
    Optional<QueueRef> found = find(arn).filter(ref -> arn.region().equals(caller.region()));
    for (QueueAction action : actions) {
      found.ifPresent(ref -> check(caller, action, Asked.NOTHING, ref));
    }
    return found;
  }

  /**
   * Lets {@code caller} move messages back to whatever queue gave them up to {@code deadLetters}.
   */
  void checkSources(Caller caller, QueueName deadLetters) {
    if (guard.authorization().mode() == Authorization.Mode.OFF) {
      return;
    }
    for (QueueRef ref : directory.byName().values()) {
      if (ref.isSourceOf(deadLetters)) {
        QueueAction action = QueueAction.SEND_MESSAGE;
        Verdict verdict = guard.demand(caller, wanted(action, Asked.NOTHING, ref));
        check(verdict, caller, action, ref.queue().name().arn());
      }
    }
  }

  /**
   * Whether {@code caller} may move a message back to the queue that gave it up: asked while
   * messages move, as they can come from queues that do not give them up any more.
   */
  Predicate<Arn> sources(Caller caller) {
    boolean enforced = guard.authorization().mode() == Authorization.Mode.ENFORCE;
    return source -> !enforced || find(source).map(ref -> mayReturn(caller, ref)).orElse(true);
  }

  /**
   * Whether a message of {@code deadLetters} may go back to the queue that gave it up, by {@code
   * task}: whoever started it needs the right to, still. If that is not known, the queue has to
   * give up its messages there, still.
   */
  Predicate<Arn> sources(QueueName deadLetters, MoveTask task) {
    TaskStarter starter = task.starter();
    if (starter != null) {
      return sources(starter.caller(deadLetters.region()));
    }
    boolean enforced = guard.authorization().mode() == Authorization.Mode.ENFORCE;
    return source -> !enforced || find(source).map(ref -> ref.isSourceOf(deadLetters)).orElse(true);
  }

  private boolean mayReturn(Caller caller, QueueRef ref) {
    return guard.demand(caller, wanted(QueueAction.SEND_MESSAGE, Asked.NOTHING, ref)).allows();
  }

  /** Lets {@code caller} make a queue of their own. */
  void create(Caller caller, CreateQueue request) {
    Arn arn = Arn.ofQueue(caller.region(), caller.account(), request.queueName());
    Asked asked = Asked.tags(request.tags());
    checkOwn(caller, new Guard.Wanted(QueueAction.CREATE_QUEUE, arn, asked));
    if (!request.tags().isEmpty()) {
      checkOwn(caller, new Guard.Wanted(QueueAction.TAG_QUEUE, arn, asked));
    }
    store.checkRoom();
  }

  /** Lets {@code caller} see by {@code action} the queues of their own that begin with that. */
  void list(Caller caller, QueueAction action, String prefix) {
    Arn arn = Arn.ofQueue(caller.region(), caller.account(), prefix);
    String all = Arn.ofQueue(caller.region(), caller.account(), "*").toString();
    checkOwn(caller, new Guard.Wanted(action, arn, Asked.NOTHING).named(all));
  }

  /**
   * Lets {@code caller} ask where the queue {@code name} is. Others are not told whether there is a
   * queue that they have no access to.
   */
  void locate(Caller caller, QueueName name) {
    Optional<QueueRef> found = directory.find(name);
    QueueAction action = QueueAction.GET_QUEUE_URL;
    if (name.account().equals(caller.account())) {
      found.ifPresent(ref -> check(caller, action, Asked.NOTHING, ref));
    } else if (found.filter(ref -> decide(caller, action, Asked.NOTHING, ref).allows()).isEmpty()) {
      throw QUEUE_DOES_NOT_EXIST.refuse(
          "The specified queue does not exist or you do not have access to it.");
    }
  }

  /**
   * The queue {@code arn} to which the broker itself delivers, for {@code topic} if it is one's.
   * Without access control whoever owns the queue has agreed to that by subscribing it, whatever
   * its policy says. With it the policy has to allow it, or, unless deliveries are strict and if
   * the topic is of the same account, not to deny it.
   */
  QueueRef deliver(Arn arn, @Nullable String topic) {
    QueueRef ref = find(arn).orElseThrow(QueueRef::unknown);
    if (topic != null && guard.authorization().mode() != Authorization.Mode.OFF) {
      checkDelivery(Arn.parse(topic).orElseThrow(), ref);
    }
    store.checkRoom();
    return ref;
  }

  private void checkDelivery(Arn topic, QueueRef ref) {
    QueueName queue = ref.queue().name();
    boolean trusted = !strictDelivery && topic.account().equals(queue.account());
    if (trusted && !ref.policy().denies()) {
      return;
    }
    Caller service =
        new Caller(topic.account(), queue.region(), "")
            .with(Principal.ofService(topic.account(), TOPICS));
    Guard.Wanted wanted = wanted(QueueAction.SEND_MESSAGE, Asked.NOTHING, ref);
    Guard.Errand errand = new Guard.Errand(topic.toString(), trusted);
    if (!guard.demand(service, errand, wanted).allows()) {
      throw ACCESS_DENIED.refuse("Access to the resource %s is denied.", queue.arn());
    }
  }

  /** In whatever partition: what was stored when fewer were known still names its queue. */
  private Optional<QueueRef> find(Arn arn) {
    return arn.service().equals("sqs") ? directory.find(QueueName.of(arn)) : Optional.empty();
  }

  private Verdict decide(Caller caller, QueueAction action, Asked asked, QueueRef ref) {
    return guard.decide(caller, wanted(action, asked, ref));
  }

  private static Guard.Wanted wanted(QueueAction action, Asked asked, QueueRef ref) {
    QueueRecord queue = ref.queue();
    KnownContext.Resource about = new KnownContext.Resource(queue.name().account(), queue.tags());
    return new Guard.Wanted(action, queue.name().arn(), about, ref.policy(), asked);
  }

  private void check(Caller caller, QueueAction action, Asked asked, QueueRef ref) {
    QueueName name = ref.queue().name();
    if (!guard.passes(caller, action, name.account(), ref.policy())) {
      check(decide(caller, action, asked, ref), caller, action, name.arn());
    }
  }

  /** Lets {@code caller} do what is about no queue that is there. */
  private void checkOwn(Caller caller, Guard.Wanted wanted) {
    Right right = wanted.right();
    if (!guard.passes(caller, right, caller.account(), Policy.none())) {
      check(guard.decide(caller, wanted), caller, right, wanted.resource());
    }
  }

  private static void check(Verdict verdict, Caller caller, Right right, Arn resource) {
    if (!verdict.allows()) {
      throw ACCESS_DENIED.refuse(
          "%s", verdict.decision().sentence(caller, right.pattern(), resource));
    }
  }
}
