package io.fanfare.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Caller;
import io.fanfare.core.Caller.Transport;
import io.fanfare.core.Principal;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertEquals(1, admitted(rates, said(ACCOUNT), 9));
    Caller root = new Caller(ACCOUNT, "r", "");
    assertEquals(1, admitted(rates, root, 9));
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

  @Test
  void whoDoesNotSayWhoItIsCountsByItsAddress() {
    RequestRates rates = new RequestRates(1, 1, nanos::get);
    assertEquals(1, admitted(rates, from("10.0.0.1"), 9));
    assertEquals(1, admitted(rates, from("10.0.0.2"), 9));
    assertTrue(rates.admits(ANN));
  }

  /** Whoever has one address of a network of IPv6 has them all, however they are written. */
  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2::1, 2001:db8:1:2:ffff:4:5:6,         0",
    "2001:db8::1,     2001:DB8:0:0:0:0:0:2,            0",
    "fe80::1%eth0,    fe80:0:0:0:1:2:3:4,              0",
    "::ffff:10.0.0.1, 10.0.0.1,                        0",
    "10.0.0.1,        10.0.0.2,                        1",
    "2001:db8:1:2::1, 2001:db8:1:3::1,                 1",
    "a.socket,        another,                         1"
  })
  void addressesOfOneNetworkCountAsOne(String one, String other, long admitted) {
    RequestRates rates = new RequestRates(1, 0, nanos::get);
    assertTrue(rates.admits(from(one)));
    assertEquals(admitted, admitted(rates, from(other), 9));
  }

  @Test
  void theSessionsOfARoleCountAsOne() {
    RequestRates rates = new RequestRates(2, 0, nanos::get);
    assertEquals(1, admitted(rates, as(Principal.ofRole(ACCOUNT, "worker", "a")), 1));
    assertEquals(1, admitted(rates, as(Principal.ofRole(ACCOUNT, "worker", "b")), 9));
    assertEquals(2, admitted(rates, as(Principal.ofRole(ACCOUNT, "other", "a")), 9));
    assertEquals(2, admitted(rates, as(new Principal(ACCOUNT, "worker")), 9));
  }

  /** A name that nobody proves takes no place from one that somebody does, nor does an address. */
  @Test
  void madeUpNamesAndAddressesTakeNoPlaceFromOneAnother() {
    RequestRates rates = new RequestRates(1, 1, nanos::get);
    int more = RequestRates.MOST_KNOWN + 9;
    IntStream.range(0, more).forEach(i -> rates.admits(said("%012d".formatted(i))));
    assertFalse(rates.admits(said("999999999999")), "a new name shares one with the rest");
    assertEquals(1, admitted(rates, from("10.0.0.1"), 9));
    IntStream.range(0, more).forEach(i -> rates.admits(from("made up " + i)));
    assertFalse(rates.admits(from("10.0.0.2")));
    assertEquals(1, admitted(rates, ANN, 9));
    Caller other = new Caller("999999999999", "r", "");
    assertEquals(1, admitted(rates, other, 9));
  }

  private static Caller user(String name) {
    return as(new Principal(ACCOUNT, name));
  }

  private static Caller as(Principal principal) {
    return new Caller(ACCOUNT, "r", "").with(principal);
  }

  private static Caller said(String account) {
    Principal principal = Principal.ofAccount(account);
    return new Caller(principal, "r", "", null, true, false, null, Transport.IN_PROCESS);
  }

  private static Caller from(String address) {
    Transport transport = new Transport(address, true);
    return new Caller(Principal.anonymous(), "r", "", null, false, false, null, transport);
  }

  private static long admitted(RequestRates rates, Caller caller, int tries) {
    return IntStream.range(0, tries).filter(one -> rates.admits(caller)).count();
  }
}
