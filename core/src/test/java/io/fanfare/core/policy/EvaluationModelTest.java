package io.fanfare.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.PolicyJson;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Decides by lot what requests may do, twice, and compares: by the evaluator and by one that knows
 * nothing of it. The seed is said of a failure; {@code -Dfanfare.seed} sets it and {@code
 * -Dfanfare.pairs} how many pairs of a request and its policies there are.
 */
class EvaluationModelTest {

  private static final int PAIRS = Integer.getInteger("fanfare.pairs", 200_000);

  private final long seed = Long.getLong("fanfare.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final RandomPolicies lots = new RandomPolicies(random);

  /** The policies of a request as text. */
  private record Texts(@Nullable String resource, List<String> own) {

    Texts with(boolean ofResource, String text) {
      if (ofResource) {
        return new Texts(text, own);
      }
      List<String> more = new ArrayList<>(own);
      more.add(text);
      return new Texts(resource, more);
    }

    Decision decide(Facts facts) {
      return facts
          .decide(
              PolicyDocument.policy(Optional.ofNullable(resource)),
              own.stream().map(EvaluationModelTest::identityPolicy).toList())
          .decision();
    }
  }

  private static Policy identityPolicy(String text) {
    return PolicyReader.read(PolicyJson.object(text).orElseThrow(), Policy.Kind.IDENTITY, "x")
        .policy();
  }

  @Test
  void bothEvaluatorsSayTheSame() {
    Map<Decision, Integer> decisions = new EnumMap<>(Decision.class);
    for (int i = 0; i < PAIRS; i++) {
      Facts facts = lots.facts();
      Texts texts = texts();
      Decision decision = texts.decide(facts);
      assertEquals(
          NaiveEvaluator.decide(facts, texts.resource(), texts.own()),
          decision,
          () -> "-Dfanfare.seed=" + seed + "\n" + facts + "\n" + texts);
      decisions.merge(decision, 1, Integer::sum);
    }
    for (Decision decision : Decision.values()) {
      int often = decisions.getOrDefault(decision, 0);
      assertTrue(often > PAIRS / 200, () -> decision + " is too seldom: " + decisions);
    }
  }

  @Test
  void anotherDenialNeverLetsAnybodyIn() {
    for (int i = 0; i < PAIRS / 10; i++) {
      Facts facts = lots.facts();
      Texts texts = texts();
      boolean ofResource = random.nextBoolean();
      String more =
          ofResource && texts.resource() != null
              ? texts.resource().replace("\"Allow\"", "\"Deny\"")
              : lots.policy(ofResource).replace("\"Allow\"", "\"Deny\"");
      Texts denied = texts.with(ofResource, more);
      boolean before = texts.decide(facts) == Decision.ALLOWED;
      boolean after = denied.decide(facts) == Decision.ALLOWED;
      assertTrue(before || !after, () -> "-Dfanfare.seed=" + seed + "\n" + facts + "\n" + denied);
    }
  }

  @Test
  void withoutThePoliciesOfSomebodyNobodyMayMoreThanTheyAllow() {
    for (int i = 0; i < PAIRS / 10; i++) {
      Facts facts = lots.facts();
      Texts texts = texts();
      Texts none =
          new Texts(
              texts.resource(),
              texts.own().stream().map(text -> text.replace("\"Allow\"", "\"Maybe\"")).toList());
      boolean before = texts.decide(facts) == Decision.ALLOWED;
      boolean after = none.decide(facts) == Decision.ALLOWED;
      assertTrue(before || !after, () -> "-Dfanfare.seed=" + seed + "\n" + facts + "\n" + texts);
    }
  }

  private Texts texts() {
    String resource = random.nextInt(5) == 0 ? null : lots.policy(true);
    List<String> own = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      own.add(lots.policy(false));
    }
    return new Texts(resource, own);
  }
}
