package io.fanfare.http.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.AccessFileException;
import io.fanfare.access.AccessReader;
import io.fanfare.access.Authorization;
import io.fanfare.access.Authorization.Mode;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import io.fanfare.http.authentication.Logins.Claim;
import io.fanfare.http.authentication.Logins.Login;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A secret is shown by nobody whom others could hear, and opens a session while it is in use. */
final class LoginsTest {

  private static final String FILE =
      """
      accounts:
        "000000000000":
          users:
            ann: {keys: [{id: AKIAANN, secret: ann-secret, expires: "1970-01-01T00:16:40Z"}]}
      """;
  private static final Claim ANN = new Claim("AKIAANN", "ann-secret", null);

  private final AtomicLong now = new AtomicLong();
  private final List<Failure> failures = new ArrayList<>();
  private final Authorization authorization = Authorization.of(Mode.ENFORCE, control(FILE));
  private final Authentication authentication =
      new Authentication(authorization, now::get, failures::add);

  private static io.fanfare.access.AccessControl control(String file) {
    try {
      return AccessReader.read(file);
    } catch (AccessFileException mistakes) {
      throw new IllegalArgumentException(mistakes);
    }
  }

  private Login login(boolean insecure, String address, boolean secure) {
    return new Logins(authentication, insecure).login(ANN, opened(address, secure), "id");
  }

  private static Caller opened(String address, boolean secure) {
    return new Caller(
        Principal.ofAccount("000000000000"),
        "us-east-1",
        "http://x",
        null,
        false,
        false,
        "id",
        new Caller.Transport(address, secure));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, false, false",
    "0:0:0:0:0:0:0:1, false, false",
    "192.0.2.1, true, false",
    "192.0.2.1, false, true",
  })
  void aSecretIsTakenWhereNobodyHearsItOrNobodyMinds(
      String address, boolean secure, boolean insecure) {
    Login login = login(insecure, address, secure);
    assertEquals(new Principal("000000000000", "ann"), login.principal());
    assertEquals(List.of(), failures);
  }

  @Test
  void aSecretIsNotTakenWhereOthersHearIt() {
    BrokerException refused =
        assertThrows(BrokerException.class, () -> login(false, "192.0.2.1", false));
    assertEquals("A passcode is not taken from another machine without TLS.", refused.sentence());
    assertEquals(List.of(Failure.LOGIN), failures);
  }

  @Test
  void aSessionHoldsWhileItsKeyIsInUse() {
    Logins logins = new Logins(authentication, false);
    Login login = login(false, "127.0.0.1", false);
    assertTrue(logins.hold(login));
    authorization.replace(control(FILE + "anonymous: true\n"));
    assertTrue(logins.hold(login));
    now.set(1_000_000);
    assertFalse(logins.hold(login));
    now.set(0);
    authorization.replace(control(FILE.replace("ann:", "bob:")));
    assertFalse(logins.hold(login));
  }

  @Test
  void aSessionOfNobodyHoldsWhileTheFileIsOpenToNobody() {
    authorization.replace(control(FILE + "anonymous: true\n"));
    Logins logins = new Logins(authentication, false);
    Login login = logins.login(new Claim(null, null, null), opened("127.0.0.1", false), "id");
    assertTrue(logins.hold(login));
    authorization.replace(control(FILE));
    assertFalse(logins.hold(login));
  }

  /** Where access is audited a session goes on by the word of its client, which proves nothing. */
  @Test
  void aSessionIsOfWhomItsKeyProvesOrOfWhomItsClientNames() {
    Logins logins =
        new Logins(
            new Authentication(
                Authorization.of(Mode.AUDIT, control(FILE)), now::get, failures::add),
            false);
    Caller opened = opened("127.0.0.1", false);
    assertTrue(logins.login(ANN, opened, "id").caller(opened, "id").proven());
    for (Claim claim :
        List.of(new Claim("AKIAANN", "other", null), new Claim("999999999999", null, null))) {
      Caller caller = logins.login(claim, opened, "id").caller(opened, "id");
      assertTrue(caller.signed());
      assertFalse(caller.proven());
    }
  }
}
