package io.fanfare.core.policy.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses are of one owner. */
class IpRangeTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7,                c0000207",
    "2001:db8:1:2:3:4:5:6,     20010db800010002",
    "2001:db8:1:2:ffff:4:5:6,  20010db800010002",
    "fe80:0:0:0:1:2:3:4%eth0,  fe80000000000000",
    "fe80::1:2:3:4,            fe80000000000000",
    "::ffff:192.0.2.7,         c0000207",
    "nowhere,                  nowhere"
  })
  void addressesOfOneNetworkCountAsOne(String address, String network) {
    assertEquals(network, IpRange.network(address));
  }
}
