package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.queues.rows.GroupKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is noisy: by the share of the messages in flight, or of the recent processing time. */
class TenantsTest {

  private static final long GROUP = 7;
  private static final long OTHERS = GroupKey.NONE;
  private static final long MINUTE = 60_000;

  private final Tenants tenants = new Tenants();
  private long now = 1_000_000_000_000L;

  @ParameterizedTest
  @CsvSource({"29,0,false", "30,0,true", "30,269,true", "30,270,false", "40,360,false"})
  void aTenantIsNoisyByMoreThanATenthOfTheMessagesInFlightAndAtLeastThirty(
      int own, int ofOthers, boolean noisy) {
    hold(GROUP, own);
    hold(OTHERS, ofOthers);
    assertEquals(noisy, tenants.turnsNoisy(GROUP, now));
    assertEquals(noisy, tenants.isNoisy(GROUP));
  }

  @ParameterizedTest
  @CsvSource({"1,8,true", "1,10,false", "2,10,true", "0,1,false"})
  void aTenantIsNoisyByMoreThanATenthOfTheRecentProcessingTime(
      int own, int ofOthers, boolean noisy) {
    hold(GROUP, own);
    hold(OTHERS, ofOthers);
    now += MINUTE;
    release(GROUP, own);
    release(OTHERS, ofOthers);
    assertEquals(noisy, tenants.turnsNoisy(GROUP, now));
  }

  @Test
  void theProcessingTimeOfMessagesThatAreStillInFlightCounts() {
    hold(GROUP, 1);
    assertFalse(tenants.turnsNoisy(GROUP, now));
    now += MINUTE;
    assertTrue(tenants.turnsNoisy(GROUP, now));
  }

  @ParameterizedTest
  @CsvSource({"4000,false", "5000,true"})
  void aQueueThatIsIdleNearlyAllTheTimeHasNoNoisyTenant(long busyMillis, boolean noisy) {
    hold(GROUP, 1);
    now += busyMillis;
    release(GROUP, 1);
    assertEquals(noisy, tenants.turnsNoisy(GROUP, now));
  }

  @Test
  void whatIsRecentIsForgottenByHalvesOfAMinuteEach() {
    hold(GROUP, 4);
    now += 100 * MINUTE;
    release(GROUP, 4);
    hold(OTHERS, 4);
    now += 3 * MINUTE;
    // 4/8 of 4/8 + 28/8, which is an eighth.
    assertTrue(tenants.turnsNoisy(GROUP, now));
    now += MINUTE;
    assertTrue(tenants.turnsQuiet(GROUP, true, now));
  }

  @ParameterizedTest
  @CsvSource({"true,0,true", "false,299999,false", "false,300000,true"})
  void aNoisyTenantIsQuietAgainWhenItsBacklogHasDrainedOrItSentNothingForFiveMinutes(
      boolean drained, long silence, boolean quiet) {
    turnNoisyByHolding(30);
    release(GROUP, 30);
    now += silence;
    assertEquals(quiet, tenants.turnsQuiet(GROUP, drained, now));
    assertEquals(!quiet, tenants.isNoisy(GROUP));
  }

  @Test
  void eachSendBeginsTheFiveMinutesAnew() {
    turnNoisyByHolding(30);
    release(GROUP, 30);
    tenants.sent(GROUP, now + 2 * MINUTE);
    tenants.sent(GROUP, now + MINUTE);
    now += 7 * MINUTE - 1;
    assertFalse(tenants.turnsQuiet(GROUP, false, now));
    assertTrue(tenants.turnsQuiet(GROUP, false, now + 1));
  }

  @Test
  void aNoisyTenantIsNotQuietWhileItTakesItsShare() {
    turnNoisyByHolding(30);
    assertFalse(tenants.turnsQuiet(GROUP, true, now));
    release(GROUP, 1);
    assertTrue(tenants.turnsQuiet(GROUP, true, now));
  }

  @Test
  void messagesWithoutAGroupAreTenantsOfTheirOwn() {
    hold(OTHERS, 1_000);
    now += 10 * MINUTE;
    assertFalse(tenants.turnsNoisy(OTHERS, now));
    assertEquals(1_000, tenants.quietInFlight());
    assertEquals(0, tenants.known());
  }

  @Test
  void theMessagesInFlightOfQuietTenantsAreCounted() {
    turnNoisyByHolding(30);
    hold(OTHERS, 2);
    hold(GROUP + 1, 3);
    assertEquals(5, tenants.quietInFlight());
  }

  @Test
  void ofAMillionTenantsOnlyThoseAreKnownThatMatter() {
    hold(GROUP, 1);
    for (long group = 100; group < 1_000_100; group++) {
      hold(group, 1);
      now += 10;
      release(group, 1);
      assertTrue(tenants.known() <= 101);
    }
    assertEquals(1, tenants.inFlight(GROUP));
  }

  @Test
  void ofManyTenantsThatHaveBeenNoisyThoseStayItThatTakeMost() {
    for (long group = 1; group <= 100; group++) {
      hold(group, 30);
      assertTrue(tenants.turnsNoisy(group, now));
      now += 1_000;
      release(group, 30);
      for (long other = 1; other <= group; other++) {
        tenants.turnsQuiet(other, false, now);
      }
      assertTrue(tenants.isNoisy(group));
    }
    assertEquals(32, tenants.noisy());
  }

  private void turnNoisyByHolding(int messages) {
    hold(GROUP, messages);
    assertTrue(tenants.turnsNoisy(GROUP, now));
  }

  private void hold(long group, int messages) {
    for (int i = 0; i < messages; i++) {
      tenants.held(group, now);
    }
  }

  private void release(long group, int messages) {
    for (int i = 0; i < messages; i++) {
      tenants.released(group, now);
    }
  }
}
