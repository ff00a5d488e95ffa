package io.fanfare.push.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are posted to. */
class AddressRulesTest {

  private static final int OWN_PORT = 4566;
  private static final int OTHER_PORT = 8080;
  private static final String PUBLIC = "public";

  /** Each address with its kind; the ends of each range, and what lies beside them. */
  static final List<String> JUDGED =
      List.of(
          "0.0.0.0, an unspecified",
          "0.255.255.255, an unspecified",
          "1.0.0.0, public",
          "9.255.255.255, public",
          "10.0.0.0, a private",
          "10.255.255.255, a private",
          "11.0.0.0, public",
          "100.63.255.255, public",
          "100.64.0.0, a shared",
          "100.127.255.255, a shared",
          "100.128.0.0, public",
          "126.255.255.255, public",
          "127.0.0.0, a loopback",
          "127.0.0.1, a loopback",
          "127.255.255.255, a loopback",
          "128.0.0.0, public",
          "169.253.255.255, public",
          "169.254.0.0, a link-local",
          "169.254.169.254, a link-local",
          "169.254.255.255, a link-local",
          "169.255.0.0, public",
          "172.15.255.255, public",
          "172.16.0.0, a private",
          "172.31.255.255, a private",
          "172.32.0.0, public",
          "191.255.255.255, public",
          "192.0.0.0, a reserved",
          "192.0.0.255, a reserved",
          "192.0.1.0, public",
          "192.0.2.0, a documentation",
          "192.0.2.255, a documentation",
          "192.0.3.0, public",
          "192.167.255.255, public",
          "192.168.0.0, a private",
          "192.168.255.255, a private",
          "192.169.0.0, public",
          "198.17.255.255, public",
          "198.18.0.0, a reserved",
          "198.19.255.255, a reserved",
          "198.20.0.0, public",
          "198.51.99.255, public",
          "198.51.100.0, a documentation",
          "198.51.100.255, a documentation",
          "198.51.101.0, public",
          "203.0.112.255, public",
          "203.0.113.0, a documentation",
          "203.0.113.255, a documentation",
          "203.0.114.0, public",
          "223.255.255.255, public",
          "224.0.0.0, a multicast",
          "239.255.255.255, a multicast",
          "240.0.0.0, a reserved",
          "255.255.255.255, a reserved",
          "::, an unspecified",
          "::1, a loopback",
          "::2, a reserved",
          "::7f00:1, a reserved",
          "::ffff:127.0.0.1, a loopback",
          "::ffff:10.1.2.3, a private",
          "::ffff:8.8.8.8, public",
          "64:ff9b::808:808, public",
          "64:ff9b::a9fe:a9fe, a link-local",
          "64:ff9b::7f00:1, a loopback",
          "64:ff9b:0:0:0:1:808:808, a reserved",
          "64:ff9b:1::808:808, a reserved",
          "100::1, a reserved",
          "1fff:ffff::, a reserved",
          "2000::, public",
          "2001::1, a reserved",
          "2001:1ff:ffff::, a reserved",
          "2001:200::, public",
          "2001:4860:4860::8888, public",
          "2001:db7:ffff::, public",
          "2001:db8::, a documentation",
          "2001:db8:ffff::, a documentation",
          "2001:db9::, public",
          "2002:808:808::1, public",
          "2002:a00:1::1, a private",
          "2002:7f00:1::, a loopback",
          "2003::1, public",
          "3fff::1, a documentation",
          "3fff:1000::, public",
          "4000::, a reserved",
          "fc00::, a private",
          "fdff:ffff::1, a private",
          "fe80::1, a link-local",
          "febf:ffff::, a link-local",
          "fec0::1, a reserved",
          "ff02::1, a multicast");

  @ParameterizedTest
  @FieldSource("JUDGED")
  void onlyPublicAddressesArePostedTo(String judged) {
    String[] parts = judged.split(", ", -1);
    assertEquals(parts[1], judge(rules(List.of(), false), parts[0], OTHER_PORT));
  }

  /** Java makes IPv4 of such an address, unless it has a scope. */
  @Test
  void anIpv4AddressInIpv6IsJudgedAsThatEvenWithAScope() throws UnknownHostException {
    byte[] mapped = new byte[16];
    Arrays.fill(mapped, 10, 12, (byte) 0xff);
    mapped[12] = 10;
    InetAddress scoped = Inet6Address.getByAddress(null, mapped, 1);
    assertEquals(16, scoped.getAddress().length);
    assertEquals(
        "has a private address",
        rules(List.of(), false).refusal(scoped, OTHER_PORT).orElse(PUBLIC));
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, public",
    "10.2.0.0, a private",
    "192.168.7.7, public",
    "192.168.7.8, a private",
    "fd00::1, public",
    "fd01::1, a private",
    "64:ff9b::a01:203, public",
    "2002:a01:203::1, public",
    "::ffff:10.1.2.3, public",
    "127.0.0.1, a loopback",
  })
  void whatIsAllowedWins(String address, String kind) {
    AddressRules rules = rules(List.of("10.1.0.0/16", "192.168.7.7", "fd00::/16"), false);
    assertEquals(kind, judge(rules, address, OTHER_PORT));
  }

  @Test
  void aTranslatedAddressCanBeAllowedAsItIs() {
    AddressRules rules = rules(List.of("64:ff9b::/96"), false);
    assertEquals(PUBLIC, judge(rules, "64:ff9b::a01:203", OTHER_PORT));
    assertEquals("a private", judge(rules, "10.1.2.3", OTHER_PORT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"})
  void loopbackCanBeAllowed(String address) {
    assertEquals(PUBLIC, judge(rules(List.of(), true), address, OTHER_PORT));
    assertEquals("a loopback", judge(rules(List.of(), false), address, OTHER_PORT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.2",
        "::1",
        "0.0.0.0",
        "::",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "10.0.0.7",
        "8.8.8.7",
        "64:ff9b::808:807",
      })
  void theBrokerItselfIsNeverPostedTo(String address) {
    AddressRules rules = rules(List.of("0.0.0.0/0", "::/0"), true);
    assertEquals("is this broker", judge(rules, address, OWN_PORT));
    assertEquals(PUBLIC, judge(rules, address, OTHER_PORT));
  }

  @Test
  void theOwnPortOfAnotherMachineIsNoMatter() {
    assertEquals(PUBLIC, judge(rules(List.of(), false), "8.8.8.8", OWN_PORT));
  }

  @ParameterizedTest
  @CsvSource({
    "1, false",
    "22, false",
    "79, false",
    "80, true",
    "81, false",
    "442, false",
    "443, true",
    "444, false",
    "1023, false",
    "1024, true",
    "65535, true",
  })
  void portsOfOtherServicesAreNotPostedTo(int port, boolean taken) {
    assertEquals(taken, AddressRules.isHttpPort(port));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, 255.255.255.255, 1.2.3.4",
    "10.0.0.0/8, 10.0.0.0, 10.255.255.255",
    "10.0.0.128/25, 10.0.0.128, 10.0.0.255",
    "1.2.3.4/32, 1.2.3.4, 1.2.3.4",
    "1.2.3.4, 1.2.3.4, 1.2.3.4",
    "::/0, ::, ffff::",
    "FD00::/8, fd00::, fdff::1",
    "fd00::1, fd00::1, fd00::1",
  })
  void aRangeHasItsFirstAndItsLastAddress(String range, String first, String last) {
    assertTrue(AddressRange.parse(range).contains(address(first)));
    assertTrue(AddressRange.parse(range).contains(address(last)));
  }

  @Test
  void aRangeHasNoAddressesOfAnotherVersion() {
    assertFalse(AddressRange.parse("::/0").contains(address("1.2.3.4")));
    assertFalse(AddressRange.parse("0.0.0.0/0").contains(address("::1")));
  }

  @Test
  void aRangeHasNoneBesideItsFirstBits() {
    AddressRange range = AddressRange.parse("10.0.0.128/25");
    assertFalse(range.contains(address("10.0.0.127")));
    assertFalse(range.contains(address("10.0.1.128")));
    assertEquals("10.0.0.128/25", range.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "10",
        "10/8",
        "10.0.0/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/8/8",
        "10.0.0.0/8 ",
        " 10.0.0.0/8",
        "10.0.0.0/255.0.0.0",
        "10.1.0.0/8",
        "010.0.0.0/8",
        "localhost/8",
        "fd00::/129",
        "fd00::1/64",
        "fd00:/8",
        "[fd00::]/8",
        "fe80::1%eth0",
        "::ffff:10.0.0.0/104",
      })
  void aMalformedRangeIsRefusedWithASentence(String range) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(range));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith("The range of addresses " + range));
  }

  private static AddressRules rules(List<String> allowed, boolean loopbackAllowed) {
    List<InetAddress> local = List.of(address("10.0.0.7"), address("8.8.8.7"));
    return new AddressRules(
        allowed.stream().map(AddressRange::parse).toList(),
        loopbackAllowed,
        port -> port == OWN_PORT,
        local::contains);
  }

  private static String judge(AddressRules rules, String address, int port) {
    return rules
        .refusal(address(address), port)
        .map(refusal -> refusal.replaceFirst("^has (.*) address$", "$1"))
        .orElse(PUBLIC);
  }

  private static InetAddress address(String text) {
    return IpLiteral.parse(text).orElseThrow();
  }
}
