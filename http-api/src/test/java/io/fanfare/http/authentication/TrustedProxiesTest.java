package io.fanfare.http.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request comes from the last address that no trusted proxy has. */
final class TrustedProxiesTest {

  private final TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/8", "2001:db8::1"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          10.0.0.1    | 203.0.113.9                          | 203.0.113.9
          10.0.0.1    | 198.51.100.1, 203.0.113.9            | 203.0.113.9
          10.0.0.1    | 198.51.100.1, 203.0.113.9, 10.9.9.9  | 203.0.113.9
          10.0.0.1    | 203.0.113.9; 10.0.0.2, 10.0.0.3      | 203.0.113.9
          10.0.0.1    | 10.0.0.2                             | 10.0.0.2
          10.0.0.1    | ''                                   | 10.0.0.1
          10.0.0.1    | 203.0.113.9, unknown                 | 10.0.0.1
          10.0.0.1    | 0.0.0.0/0                            | 10.0.0.1
          2001:db8::1 | 2001:db8::2                          | 2001:db8::2
          192.0.2.1   | 203.0.113.9                          | 192.0.2.1
          """)
  void theLastAddressThatIsNoProxysCounts(String peer, String forwarded, String source) {
    assertEquals(source, proxies.source(peer, Arrays.asList(forwarded.split(";"))));
  }
}
