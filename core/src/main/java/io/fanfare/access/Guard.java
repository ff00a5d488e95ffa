package io.fanfare.access;

import static java.lang.System.Logger.Level.WARNING;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import io.fanfare.core.policy.Decision;
import io.fanfare.core.policy.Evaluation;
import io.fanfare.core.policy.Identity;
import io.fanfare.core.policy.Policy;
import io.fanfare.core.policy.Right;
import io.fanfare.core.policy.Verdict;
import io.fanfare.core.policy.condition.KnownContext;
import io.fanfare.core.policy.condition.KnownContext.Asked;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides for the doors of all services who may do what, counts what it refuses, and has it written
 * down. It remembers no decision: what policies and identities say holds from the next request on.
 */
public final class Guard {

  private static final System.Logger LOG = System.getLogger(Guard.class.getName());
  private static final String ARN = "arn:";
  private static final String UNPROVEN = "unproven ";
  private static final Verdict UNASKED =
      new Verdict(Decision.ALLOWED, "there is no access control");
  private static final Verdict UNDENIED = new Verdict(Decision.ALLOWED, "nothing denies it");
  private static final Verdict LOCAL =
      new Verdict(Decision.ALLOWED, "services of the account are trusted");
  private static final Verdict NOBODY =
      new Verdict(Decision.NOT_ALLOWED_BY_RESOURCE, "nobody may ask without a name");

  private final Authorization authorization;
  private final AuditTrail trail;
  private final LongSupplier clock;
  private final ForeseenDenials foreseen = new ForeseenDenials();
  private final NamelessRefusals nameless = new NamelessRefusals();
  private final Map<Right, LongAdder> denied = new ConcurrentHashMap<>();
  private final Map<Right, LongAdder> wouldDeny = new ConcurrentHashMap<>();

  /**
   * What somebody wants.
   *
   * @param right to do what
   * @param resource with what; who is of its account is an owner
   * @param name of {@code resource}, as the patterns of policies are to fit it
   * @param about what conditions can ask of it
   * @param policy that of {@code resource}
   * @param asked what conditions can ask of the request
   */
  public record Wanted(
      Right right,
      Arn resource,
      String name,
      KnownContext.Resource about,
      Policy policy,
      Asked asked) {

    /** To do {@code right} with something that is there, and whose policy is {@code policy}. */
    public Wanted(
        Right right, Arn resource, KnownContext.Resource about, Policy policy, Asked asked) {
      this(right, resource, resource.toString(), about, policy, asked);
    }

    /** To do {@code right} with what has no policy, as it is not there yet, or is not one thing. */
    public Wanted(Right right, Arn resource, Asked asked) {
      this(right, resource, KnownContext.Resource.NONE, Policy.none(), asked);
    }

    /** The same, and who is of {@code account} is an owner. */
    public Wanted of(String account) {
      Arn own =
          new Arn(
              resource.partition(),
              resource.service(),
              resource.region(),
              account,
              resource.resource());
      return new Wanted(right, own, name, about, policy, asked);
    }

    /** The same with what policies call {@code other}. */
    public Wanted named(String other) {
      return new Wanted(right, resource, other, about, policy, asked);
    }
  }

  /**
   * What a service does for somebody.
   *
   * @param sourceArn on behalf of which resource
   * @param trusted whether it may do what nobody denies, as if it were allowed
   */
  public record Errand(String sourceArn, boolean trusted) {}

  /**
   * A guard.
   *
   * @param authorization who may do what
   * @param trail where it is written down what was decided
   * @param clock the time, in milliseconds since 1970
   */
  public Guard(Authorization authorization, AuditTrail trail, LongSupplier clock) {
    this.authorization = authorization;
    this.trail = trail;
    this.clock = clock;
  }

  public Authorization authorization() {
    return authorization;
  }

  /**
   * Whether {@code caller} may do {@code right} to what {@code owner} has without another question:
   * it is the owner itself, whom {@code policy} denies nothing, and nobody is to be told.
   */
  public boolean passes(Caller caller, Right right, String owner, Policy policy) {
    Principal principal = caller.principal();
    if (isTold(right)) {
      return false;
    }
    return authorization.mode() == Authorization.Mode.OFF
        ? policy.leavesAllTo(principal, owner)
        : caller.proven() && principal.isAccount() && principal.isOf(owner) && !policy.denies();
  }

  /** Decides whether {@code caller} gets what it wants. */
  public Verdict decide(Caller caller, Wanted wanted) {
    Question question = new Question(caller, null, wanted, clock.getAsLong());
    return told(question, verdict(question));
  }

  /** Decides whether {@code caller} keeps what it wanted: it is no change if it does. */
  public Verdict decideAgain(Caller caller, Wanted wanted) {
    Question question = new Question(caller, null, wanted, clock.getAsLong());
    Verdict verdict = verdict(question);
    tellRefusal(question, verdict);
    return verdict;
  }

  private Verdict verdict(Question question) {
    boolean enforced = authorization.mode() == Authorization.Mode.ENFORCE;
    return enforced ? byAll(question) : byResource(question);
  }

  /** Whether a policy denies {@code caller} what it wants; that it asked is told to nobody. */
  public boolean denies(Caller caller, Wanted wanted) {
    Question question = new Question(caller, null, wanted, clock.getAsLong());
    return verdict(question).decision().isDenial();
  }

  /** Decides whether a policy denies {@code caller} what it wants, which nothing need allow. */
  public Verdict decideDenial(Caller caller, Wanted wanted) {
    Question question = new Question(caller, null, wanted, clock.getAsLong());
    Verdict verdict = verdict(question);
    if (verdict.decision().isDenial()) {
      refuse(question, verdict);
      return verdict;
    }
    if (authorization.mode() == Authorization.Mode.AUDIT) {
      Verdict strict = byAll(question);
      if (strict.decision().isDenial()) {
        foresee(question, strict);
      }
    }
    return UNDENIED;
  }

  /** Decides the same of what is asked for under access control only. */
  public Verdict demand(Caller caller, Wanted wanted) {
    return demand(caller, null, wanted);
  }

  /** The same of what the service {@code caller} does for {@code errand}, if it is a service. */
  public Verdict demand(Caller caller, @Nullable Errand errand, Wanted wanted) {
    if (authorization.mode() == Authorization.Mode.OFF && !isTold(wanted.right())) {
      return UNASKED;
    }
    boolean enforced = authorization.mode() == Authorization.Mode.ENFORCE;
    Question question = new Question(caller, errand, wanted, clock.getAsLong());
    return told(question, enforced ? byAll(question) : UNASKED);
  }

  /** Takes note of a change that {@code caller} may make for a {@code reason} of another kind. */
  public void allowed(Caller caller, Wanted wanted, String reason) {
    if (isTold(wanted.right())) {
      Question question = new Question(caller, null, wanted, clock.getAsLong());
      trail.add(entry(question, AuditTrail.Decision.ALLOWED, reason));
    }
  }

  /** Takes note of what {@code caller} was refused for a {@code reason} of another kind. */
  public void refused(Caller caller, Wanted wanted, String reason) {
    count(denied, wanted.right());
    Question question = new Question(caller, null, wanted, clock.getAsLong());
    refusal(question, AuditTrail.Decision.DENIED, reason).ifPresent(trail::add);
  }

  /** The entry of a refusal, if there is to be one: who has no name fills no record with them. */
  private Optional<AuditTrail.Entry> refusal(
      Question question, AuditTrail.Decision decision, String reason) {
    AuditTrail.Entry entry = entry(question, decision, reason);
    boolean nobody = question.isNameless() || !believes(question.caller());
    return nobody ? nameless.told(entry) : Optional.of(entry);
  }

  private AuditTrail.Entry entry(Question question, AuditTrail.Decision decision, String reason) {
    Caller caller = question.caller();
    Wanted wanted = question.wanted();
    return new AuditTrail.Entry(
        question.millis(),
        caller.requestId(),
        caller.signed() && !believes(caller) ? UNPROVEN + caller.named() : caller.named(),
        caller.transport().sourceAddress(),
        wanted.right().service() + ":" + wanted.right().action(),
        wanted.name().startsWith(ARN) ? wanted.name() : wanted.resource().toString(),
        decision,
        reason);
  }

  /** Whether {@code caller} is who it says it is, as far as anybody asks for that. */
  private boolean believes(Caller caller) {
    return caller.proven() || authorization.mode() == Authorization.Mode.OFF;
  }

  private boolean isTold(Right right) {
    return trail.isKept() && right.is(Right.Trait.CHANGE);
  }

  /** How often each right was refused. */
  public Map<Right, Long> denied() {
    return sums(denied);
  }

  /** How often each right would have been refused if access control were enforced. */
  public Map<Right, Long> wouldDeny() {
    return sums(wouldDeny);
  }

  /** Who wants what, and when. */
  private record Question(Caller caller, @Nullable Errand errand, Wanted wanted, long millis) {

    boolean isNameless() {
      return !caller.signed() || caller.principal().kind() == Principal.Kind.ANONYMOUS;
    }

    Verdict answer(Identity identity, Policy policy) {
      KnownContext context =
          new KnownContext(
              identity.requester(),
              KnownContext.Request.of(caller, millis, errand == null ? null : errand.sourceArn()),
              wanted.about(),
              wanted.asked());
      Verdict verdict =
          Evaluation.decide(
              new Evaluation.Request(
                  identity, wanted.right(), wanted.resource(), wanted.name(), context),
              policy);
      boolean trusted = errand != null && errand.trusted();
      return trusted && verdict.decision() == Decision.NOT_ALLOWED_BY_RESOURCE ? LOCAL : verdict;
    }
  }

  /** Where nobody proves who it is: by the resource's policy, as far as that binds. */
  private static Verdict byResource(Question question) {
    Wanted wanted = question.wanted();
    Principal principal = question.caller().principal();
    String owner = wanted.resource().account();
    return wanted.policy().leavesAllTo(principal, owner)
        ? UNASKED
        : question.answer(
            Identity.unrestricted(principal), wanted.policy().binding(principal, owner));
  }

  private Verdict byAll(Question question) {
    Caller caller = question.caller();
    Principal principal = caller.proven() ? caller.principal() : Principal.anonymous();
    AccessControl control = authorization.control();
    if (principal.kind() == Principal.Kind.ANONYMOUS
        && control != null
        && !control.isOpenToAnonymous()) {
      return NOBODY;
    }
    return question.answer(authorization.identity(principal), question.wanted().policy());
  }

  private Verdict told(Question question, Verdict verdict) {
    if (!tellRefusal(question, verdict) && isTold(question.wanted().right())) {
      trail.add(entry(question, AuditTrail.Decision.ALLOWED, reason(verdict)));
    }
    return verdict;
  }

  /** Tells of {@code verdict} if it is a refusal, or would be; whether it has told. */
  private boolean tellRefusal(Question question, Verdict verdict) {
    if (!verdict.allows()) {
      refuse(question, verdict);
      return true;
    }
    if (authorization.mode() == Authorization.Mode.AUDIT) {
      Verdict strict = byAll(question);
      if (!strict.allows()) {
        foresee(question, strict);
        return true;
      }
    }
    return false;
  }

  private void refuse(Question question, Verdict verdict) {
    count(denied, question.wanted().right());
    refusal(question, AuditTrail.Decision.DENIED, reason(verdict)).ifPresent(trail::add);
  }

  private void foresee(Question question, Verdict strict) {
    count(wouldDeny, question.wanted().right());
    refusal(question, AuditTrail.Decision.WOULD_DENY, reason(strict)).ifPresent(this::foresee);
  }

  private void foresee(AuditTrail.Entry entry) {
    trail.add(entry);
    foreseen.line(entry).ifPresent(line -> LOG.log(WARNING, "Would be refused: {0}", line));
  }

  private static String reason(Verdict verdict) {
    return switch (verdict.decision()) {
      case ALLOWED -> verdict.because();
      case NOT_ALLOWED_BY_RESOURCE -> "resource-based policy: " + verdict.because();
      case NOT_ALLOWED_BY_IDENTITY -> "identity-based policy: " + verdict.because();
      case DENIED_BY_RESOURCE -> "denied by resource-based policy: " + verdict.because();
      case DENIED_BY_IDENTITY -> "denied by identity-based policy: " + verdict.because();
    };
  }

  private static void count(Map<Right, LongAdder> counts, Right right) {
    counts.computeIfAbsent(right, first -> new LongAdder()).increment();
  }

  private static Map<Right, Long> sums(Map<Right, LongAdder> counts) {
    return counts.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, count -> count.getValue().sum()));
  }
}
