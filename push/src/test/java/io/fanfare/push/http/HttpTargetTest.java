package io.fanfare.push.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Which URLs are targets, and what is read from them. */
class HttpTargetTest {

  static final List<String> UNSAFE =
      List.of(
          "",
          "example.com",
          "//example.com/",
          "ftp://example.com/",
          "file:///etc/passwd",
          "http:/example.com",
          "http:example.com",
          "http:\\\\example.com",
          " http://example.com",
          "http://",
          "http:///path",
          "http://?q",
          "http://:80/",
          "http://@/",
          "http://./",
          "http://a..b/",
          "http://.a/",
          "http://a../",
          "http://-a/",
          "http://a-/",
          "http://a.-b.c/",
          "http://a b/",
          "http://a%2eb/",
          "http://exämple.com/",
          "http://a,b/",
          "http://a\\b/",
          "http://a|b/",
          "http://h:0/",
          "http://h:65536/",
          "http://h:-1/",
          "http://h:+80/",
          "http://h:80a/",
          "http://h:8 0/",
          "http://h:80:80/",
          "http://h:000080/",
          "http://::1/",
          "http://[::1/",
          "http://::1]/",
          "http://[]/",
          "http://[h]/",
          "http://[127.0.0.1]/",
          "http://[::1]a/",
          "http://[::1].a/",
          "http://[fe80::1%25eth0]/",
          "http://[fe80::1%eth0]/",
          "http://[1::2::3]/",
          "http://[:::]/",
          "http://[12345::]/",
          "http://2130706433/",
          "http://0x7f.1/",
          "http://0x7f000001/",
          "http://0177.0.0.1/",
          "http://127.1/",
          "http://127.0.1/",
          "http://127.0.0.01/",
          "http://127.0.0.256/",
          "http://127.0.0.1.1/",
          "http://1.2.3.4.5/",
          "http://0/",
          "http://0x/",
          "http://a.0X1F/",
          "http://example.1/",
          "http://a@b@c/",
          "http://a@b:c@d/",
          "http://user:pass/word@h:x/",
          "http://us er@h/",
          "http://a\\@h/",
          "http://[a]@h/",
          "http://a%@h/",
          "http://a%4@h/",
          "http://a%zz@h/",
          "http://a%0d%0aX:b@h/",
          "http://a:b%0a@h/",
          "http://a:%00@h/",
          "http://a:%ff@h/",
          "http://%c3%bc@h/",
          "http://h/a b",
          "http://h/\r\nX: y",
          "http://h/ HTTP/1.1\r\nHost: evil",
          "http://h\r\n/",
          "http://h/\t",
          "http://h/\u0000",
          "http://h/\u007f",
          "http://h/ü",
          "https://my_host/");

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "http://example.com example.com 80 / example.com",
        "https://example.com example.com 443 / example.com",
        "HTTPS://Example.COM./a/B?c=D#e example.com 443 /a/B?c=D example.com",
        "http://example.com?q=1 example.com 80 /?q=1 example.com",
        "http://example.com#at example.com 80 / example.com",
        "http://example.com:/ example.com 80 / example.com",
        "http://example.com:080/ example.com 80 / example.com",
        "http://example.com:443/ example.com 443 / example.com:443",
        "https://example.com:65535/ example.com 65535 / example.com:65535",
        "http://my_queue-worker:8080/in my_queue-worker 8080 /in my_queue-worker:8080",
        "http://127.0.0.1:4566/x 127.0.0.1 4566 /x 127.0.0.1:4566",
        "http://[::1]:4566/x ::1 4566 /x [::1]:4566",
        "https://[2001:DB8::A]/ 2001:db8::a 443 / [2001:db8::a]",
        "http://[::ffff:127.0.0.1] ::ffff:127.0.0.1 80 / [::ffff:127.0.0.1]",
        "http://a.2b/ a.2b 80 / a.2b",
        "http://xn--bcher-kva.example/ xn--bcher-kva.example 80 / xn--bcher-kva.example",
        "http://h/\"<\\>^`{|}:@[] h 80 /\"<\\>^`{|}:@[] h",
        "http://h//evil.example/ h 80 //evil.example/ h",
      })
  void aUrlIsTakenApart(String url, String host, int port, String path, String authority) {
    HttpTarget target = HttpTarget.parse(url);
    assertEquals(host, target.host());
    assertEquals(port, target.port());
    assertEquals(path, target.path());
    assertEquals(authority, target.authority());
    assertNull(target.credentials());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "https://user:password@h/ user password",
        "https://user@h/ user ''",
        "https://user:@h/ user ''",
        "https://a%40b:p%3A%c3%bc%25:x@h:8443/ a@b p:ü%:x",
        "http://:secret@h/ '' secret",
      })
  void credentialsAreDecoded(String url, String user, String password) {
    HttpTarget.Credentials credentials = HttpTarget.parse(url).credentials();
    assertNotNull(credentials);
    assertEquals(user, credentials.user());
    assertEquals(password, credentials.password());
  }

  @ParameterizedTest
  @FieldSource("UNSAFE")
  void whatCannotBePostedToSafelyIsRefused(String url) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> HttpTarget.parse(url));
    String sentence = String.valueOf(refusal.getMessage());
    assertEquals(sentence.strip(), sentence);
    assertFalse(sentence.isEmpty());
    assertFalse(sentence.chars().anyMatch(Character::isISOControl), sentence);
  }

  @Test
  void aNameHasAtMost253Characters() {
    String label = "a".repeat(63) + ".";
    String longest = label.repeat(3) + "b".repeat(61);
    assertEquals(longest, HttpTarget.parse("http://" + longest + "./").host());
    refused("http://" + longest + "b/");
    refused("http://" + "a".repeat(64) + "/");
  }

  @Test
  void longUrlsAreReadInOnePass() {
    String user = "a".repeat(100_000);
    HttpTarget target = HttpTarget.parse("https://" + user + ":" + "%41".repeat(100_000) + "@h/");
    assertNotNull(target.credentials());
    assertEquals("A".repeat(100_000), target.credentials().password());
    refused("http://" + "a.".repeat(100_000) + "a/");
  }

  @Test
  void theTextFormHasNoSecrets() {
    HttpTarget target = HttpTarget.parse("https://user:password@h:8443/hook?token=1");
    assertEquals("https://h:8443", target.toString());
    assertEquals("user", String.valueOf(target.credentials()));
  }

  private static void refused(String url) {
    assertThrows(IllegalArgumentException.class, () -> HttpTarget.parse(url));
  }
}
