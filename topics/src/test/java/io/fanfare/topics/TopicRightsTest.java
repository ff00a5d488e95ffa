package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.Authorization.Mode;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.fixture.AccessTable;
import io.fanfare.fixture.AccessTable.Outcome;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.topics.TopicProbes.Probe;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.GetTopicAttributes;
import io.fanfare.topics.model.ListTagsForResource;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.SetTopicAttributes;
import io.fanfare.topics.rules.TopicAction;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everybody asks for everything under every policy, and gets what AWS documents. */
@Timeout(120)
class TopicRightsTest {

  private static final String TOPIC = TopicProbes.TOPIC;
  private static final String DOOMED = TopicProbes.DOOMED;
  private static final List<Probe> PROBES = TopicProbes.all();

  /** Topics, and what everybody was answered. */
  private static final class Tried implements AutoCloseable {
    private final TopicsFixture all;
    private final Map<String, String> answers = new LinkedHashMap<>();

    Tried(Mode mode) {
      all = new TopicsFixture(AccessTable.authorization(mode), new QueuesOptions());
      all.topic("t");
      all.queue("q");
      setPolicy(TOPIC, "");
    }

    /** Lets everybody try everything. */
    Tried all() {
      for (String policy : AccessTable.policyNames()) {
        String subscription = subscribe(policy);
        for (Map.Entry<String, Caller> who : AccessTable.callers().entrySet()) {
          for (Probe probe : PROBES) {
            String arn = probe.ofSubscription() ? subscription : probe.resource(who.getValue());
            answers.put(
                key(policy, who.getKey(), probe), answer(policy, who.getValue(), probe, arn));
          }
          subscription = subscribe(policy);
        }
      }
      setPolicy(TOPIC, "");
      return this;
    }

    /** The subscription of the owner, which is there; thereafter the policy is {@code policy}. */
    private String subscribe(String policy) {
      setPolicy(TOPIC, "");
      String subscription = all.subscribe(TOPIC, TopicsFixture.arn("q"), Map.of());
      setPolicy(TOPIC, AccessTable.policy(policy));
      return subscription;
    }

    private String answer(String policy, Caller caller, Probe probe, String arn) {
      boolean deletes = probe.action().equals("DeleteTopic");
      if (deletes) {
        all.topic("doomed");
        setPolicy(DOOMED, AccessTable.policy(policy));
      }
      String answer = answer(() -> probe.request().apply(all.topics.as(caller), arn));
      if (deletes) {
        boolean gone = !await(all.topics.listTopics(new ListTopics())).toString().contains(DOOMED);
        assertEquals(answer.isEmpty(), gone, answer);
      }
      return answer;
    }

    private static String answer(Supplier<Future<?>> asked) {
      try {
        await(asked.get());
        return "";
      } catch (BrokerException refusal) {
        return refusal.code() + ": " + refusal.sentence();
      }
    }

    private void setPolicy(String topic, String policy) {
      String text = policy.isEmpty() ? "{\"Statement\":[]}" : policy;
      await(all.topics.setTopicAttributes(new SetTopicAttributes(topic, "Policy", text)));
    }

    /** All that can be seen of the topic. */
    String state() {
      await(all.topics.deleteTopic(new DeleteTopic(DOOMED)));
      Map<String, String> attributes =
          new HashMap<>(
              await(all.topics.getTopicAttributes(new GetTopicAttributes(TOPIC))).attributes());
      attributes.remove("SubscriptionsDeleted");
      attributes.remove("SubscriptionsConfirmed");
      return attributes
          + " "
          + await(all.topics.listTagsForResource(new ListTagsForResource(TOPIC)))
          + await(all.topics.listTopics(new ListTopics()));
    }

    @Override
    public void close() {
      all.close();
    }
  }

  private static String key(String policy, String who, Probe probe) {
    return String.join(" ", policy, who, probe.action(), "" + PROBES.indexOf(probe));
  }

  private static Map<String, String> expected() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String policy : AccessTable.policyNames()) {
      AccessTable.callers()
          .forEach(
              (who, caller) -> {
                for (Probe probe : PROBES) {
                  all.put(key(policy, who, probe), expected(policy, who, caller, probe));
                }
              });
    }
    return all;
  }

  private static String expected(String policy, String who, Caller caller, Probe probe) {
    boolean stranger = !caller.account().equals(AccessTable.OWNER);
    if (probe.ofSubscription() && stranger) {
      return "AUTHORIZATION_ERROR: Not authorized to access this subscription";
    }
    Outcome outcome = AccessTable.outcome(who, probe.kind(), probe.repair(), policy);
    return outcome == Outcome.ALLOWED
        ? ""
        : "AUTHORIZATION_ERROR: "
            + outcome.sentence(
                AccessTable.named(who), "SNS:" + probe.action(), probe.resource(caller));
  }

  @Test
  void everybodyGetsWhatIsTheirs() {
    try (Tried tried = new Tried(Mode.ENFORCE)) {
      String before = tried.state();
      Map<String, String> expected = expected();
      tried.all();
      assertEquals(
          List.of(), AccessTable.wrong(expected, tried.answers, TopicRightsTest::isDenial));
      assertTrue(expected.size() > 3_000, "cells: " + expected.size());
      assertEquals(before, tried.state());
    }
  }

  private static boolean isDenial(String answer) {
    return answer.startsWith("AUTHORIZATION_ERROR");
  }

  /** Until access control is enforced all goes on as without, and what would end is counted. */
  @Test
  void auditingChangesNothingAndCountsWhatWouldBeRefused() {
    try (Tried off = new Tried(Mode.OFF).all();
        Tried audit = new Tried(Mode.AUDIT).all()) {
      off.answers.forEach((key, answer) -> assertEquals(answer, audit.answers.get(key), key));
      Map<String, Long> wouldDeny = new HashMap<>();
      audit.all.guard.wouldDeny().forEach((right, count) -> wouldDeny.put(right.action(), count));
      Map<String, Long> counted = new HashMap<>();
      expected()
          .forEach(
              (key, refusal) -> {
                if (!refusal.isEmpty() && !isDenial(String.valueOf(off.answers.get(key)))) {
                  counted.merge(key.split(" ", -1)[2], 1L, Long::sum);
                }
              });
      assertEquals(counted, wouldDeny);
    }
  }

  /** What is not tried is not known to be guarded. */
  @Test
  void everyRightIsTried() {
    assertEquals(
        Stream.of(TopicAction.values()).map(TopicAction::action).collect(Collectors.toSet()),
        PROBES.stream().map(Probe::action).collect(Collectors.toSet()));
  }
}
