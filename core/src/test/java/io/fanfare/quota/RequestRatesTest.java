package io.fanfare.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A principal and an account each have a rate, and who is unproven has another. */
class RequestRatesTest {

  private static final String ACCOUNT = "123456789012";
  private static final Caller ANN = user("ann");
  private static final Caller BOB = user("bob");

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void eachPrincipalHasItsRate() {
    RequestRates rates = new RequestRates(2, 0, nanos::get);
    assertEquals(2, admitted(rates, ANN, 9));
    assertEquals(2, admitted(rates, BOB, 9));
    nanos.addAndGet(500_000_000);
    assertEquals(1, admitted(rates, ANN, 9));
  }

  @Test
  void thoseOfAnAccountShareIts() {
    RequestRates rates = new RequestRates(0, 3, nanos::get);
    assertEquals(2, admitted(rates, ANN, 2));
    assertEquals(1, admitted(rates, BOB, 9));
    assertEquals(3, admitted(rates, new Caller("999999999999", "r", ""), 9));
  }

  /** A principal is not charged for what its account may not ask. */
  @Test
  void whatTheAccountIsRefusedCostsThePrincipalNothing() {
    RequestRates rates = new RequestRates(2, 3, nanos::get);
    assertEquals(2, admitted(rates, ANN, 2));
    assertEquals(1, admitted(rates, BOB, 9));
    nanos.addAndGet(333_333_333);
    assertEquals(1, admitted(rates, BOB, 9));
  }

  @Test
  void whoOnlySaysWhoItIsTakesNothingFromWhoProvesIt() {
    RequestRates rates = new RequestRates(1, 1, nanos::get);
    Caller said = new Caller(ANN.principal(), "r", "", null, true, false, null, ANN.transport());
    assertEquals(1, admitted(rates, said, 9));
    assertTrue(rates.admits(ANN));
    assertFalse(rates.admits(ANN));
  }

  @Test
  void withoutRatesEverybodyMayAsk() {
    RequestRates rates = RequestRates.unlimited();
    assertEquals(10_000, admitted(rates, ANN, 10_000));
    assertEquals(0, rates.restNanos(ANN));
  }

  /** Who asks again and again owes nothing for it, and neither do those of its account. */
  @Test
  void whoMayNotAskIsToldForHowLongAndIsNotCharged() {
    RequestRates rates = new RequestRates(2, 3, nanos::get);
    assertEquals(2, admitted(rates, ANN, 2));
    for (int i = 0; i < 9; i++) {
      assertEquals(500_000_000, rates.restNanos(ANN));
    }
    assertEquals(1, admitted(rates, BOB, 9));
    assertEquals(333_333_333, rates.restNanos(BOB));
    nanos.addAndGet(333_333_333);
    assertEquals(0, rates.restNanos(BOB));
    nanos.addAndGet(999_999_999);
    assertEquals(2, admitted(rates, ANN, 9));
  }

  private static Caller user(String name) {
    return new Caller(ACCOUNT, "r", "").with(new Principal(ACCOUNT, name));
  }

  private static long admitted(RequestRates rates, Caller caller, int tries) {
    return IntStream.range(0, tries).filter(one -> rates.admits(caller)).count();
  }
}
