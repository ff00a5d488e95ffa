package io.fanfare.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.MessageAttribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the machine finds what the policies mean, whatever came and went before. */
class FilterMachineTest {

  private static final int LIVE = 250;
  private static final int MESSAGES = 60;

  /** A policy in the machine, beside the same policy read by somebody else. */
  private record Sample(FilterPolicy policy, PlainFilter plain) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theMachineAgreesWithThePlainMeaningWhilePoliciesComeAndGo(long seed) {
    Random random = new Random(seed);
    FilterSamples samples = new FilterSamples(random);
    SubscriptionFilters<Integer> filters = new SubscriptionFilters<>();
    Map<Integer, Sample> live = new HashMap<>();
    int matches = 0;
    for (int message = 0; message < MESSAGES; message++) {
      change(random, samples, filters, live);
      Map<String, MessageAttribute> attributes = samples.attributes();
      String body = samples.body();
      List<Integer> found = filters.match(attributes, body);
      live.forEach(
          (id, sample) ->
              assertEquals(
                  sample.plain().wants(attributes, body),
                  found.contains(id),
                  () -> "seed " + seed + ", " + sample.policy() + ", " + attributes + body));
      assertEquals(found.size(), new HashSet<>(found).size());
      assertTrue(live.keySet().containsAll(found), () -> "a policy that is gone, seed " + seed);
      matches += found.size();
    }
    assertTrue(matches > 1_000, "The messages hardly match: " + matches);
    live.forEach((id, sample) -> filters.remove(id, sample.policy()));
    assertEquals(List.of(), filters.match(samples.attributes(), samples.body()));
  }

  private static void change(
      Random random,
      FilterSamples samples,
      SubscriptionFilters<Integer> filters,
      Map<Integer, Sample> live) {
    List<Integer> ids = new ArrayList<>(live.keySet());
    for (int gone = random.nextInt(20); gone > 0 && !ids.isEmpty(); gone--) {
      Integer id = ids.remove(random.nextInt(ids.size()));
      filters.remove(id, live.remove(id).policy());
    }
    while (live.size() < LIVE) {
      int id = random.nextInt();
      boolean isOfBody = random.nextBoolean();
      FilterPolicy policy = samples.policy(isOfBody);
      if (live.putIfAbsent(id, new Sample(policy, new PlainFilter(policy.text(), isOfBody)))
          == null) {
        filters.add(id, policy);
      }
    }
  }

  @Test
  void nothingIsLeftOfPoliciesThatAreGone() {
    FilterSamples samples = new FilterSamples(new Random(9));
    FilterMachine<Integer> machine = new FilterMachine<>();
    List<FilterPolicy> policies = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      policies.add(samples.policy(true));
      machine.add(i, policies.get(i));
    }
    for (int i = 0; i < 500; i++) {
      machine.remove(i, policies.get(i));
    }
    assertTrue(machine.isEmpty());
    for (String name : List.of("a", "b", "c")) {
      assertNull(machine.paths().below(name));
    }
  }
}
