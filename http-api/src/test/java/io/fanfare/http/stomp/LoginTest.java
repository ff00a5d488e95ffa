package io.fanfare.http.stomp;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanfare.access.AccessControl;
import io.fanfare.access.AccessFileException;
import io.fanfare.access.AccessReader;
import io.fanfare.access.Authorization;
import io.fanfare.access.Authorization.Mode;
import io.fanfare.http.HttpApiOptions;
import io.fanfare.http.authentication.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With access control a session is begun with an access key and its secret, or not at all. */
final class LoginTest extends StompFixture {

  private static final String FILE =
      """
      accounts:
        "000000000000":
          keys: [{id: AKIAROOT, secret: "root-secret/+="}]
          roles:
            worker:
              sessions:
                s1: {keys: [{id: ASIAWORKER, secret: worker-secret, token: a-token}]}
      """;

  private static final String LOGIN = "login:AKIAROOT\npasscode:root-secret/+=";

  private void guard(Mode mode, String file) {
    await(api.close());
    authorization = Authorization.of(mode, control(file));
    api = open(new HttpApiOptions());
  }

  private static AccessControl control(String file) {
    try {
      return AccessReader.read(file);
    } catch (AccessFileException mistakes) {
      throw new IllegalArgumentException(mistakes);
    }
  }

  private StompClient say(String headers) {
    StompClient client = StompClient.open(vertx, api.port());
    client.say("CONNECT", "accept-version:1.2\n" + headers, "");
    return client;
  }

  @Test
  void aKeyAndItsSecretBeginASession() {
    guard(Mode.ENFORCE, FILE);
    createQueue("tasks");
    StompClient client = say(LOGIN);
    assertEquals("CONNECTED", client.next().command());
    client.say("SEND", "destination:/queue/tasks\nreceipt:1", "hello");
    assertEquals("RECEIPT", client.next().command());
    assertEquals(
        "CONNECTED",
        say("login:ASIAWORKER\npasscode:worker-secret\nsession-token:a-token").next().command());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host:x",
        "login:000000000000",
        "login:AKIAROOT",
        "passcode:root-secret/+=",
        "login:AKIAROOT\npasscode:root-secret",
        "login:AKIAROOT\npasscode:",
        "login:AKIANOBODY\npasscode:root-secret/+=",
        "login:ASIAWORKER\npasscode:worker-secret",
        "login:ASIAWORKER\npasscode:worker-secret\nsession-token:other",
      })
  void whateverElseIsRefusedAlike(String headers) {
    guard(Mode.ENFORCE, FILE);
    StompClient client = say(headers);
    StompClient.Heard error = client.next();
    assertEquals("ERROR", error.command());
    assertEquals("AccessDenied", error.header("code"));
    assertEquals(
        "The login is no access key, or the passcode not its secret.", error.header("message"));
    assertFalse(client.messages.toString().contains("secret/"));
    assertEquals(1L, api.statistics().unproven().get(Failure.LOGIN));
  }

  @Test
  void aSessionEndsWithItsKey() {
    guard(Mode.ENFORCE, FILE);
    StompClient client = say(LOGIN);
    assertEquals("CONNECTED", client.next().command());
    authorization.replace(control(FILE + "anonymous: false\n"));
    client.say("SEND", "destination:/queue/missing\nreceipt:1", "hello");
    assertEquals("QueueDoesNotExist", client.next().header("code"));
    StompClient other = say(LOGIN);
    assertEquals("CONNECTED", other.next().command());
    authorization.replace(control(FILE.replace("root-secret/+=", "other-secret")));
    assertEquals("The access key is not in use any more.", other.next().header("message"));
  }

  @Test
  void aSessionOfNobodyEndsWhenTheFileIsOpenToNobodyAnyMore() {
    guard(Mode.ENFORCE, FILE + "anonymous: true\n");
    StompClient client = say("host:x");
    assertEquals("CONNECTED", client.next().command());
    authorization.replace(control(FILE));
    assertEquals(
        "Sessions are not open any more to those who do not say who they are.",
        client.next().header("message"));
  }

  @Test
  void whatIsAuditedGoesOn() {
    guard(Mode.AUDIT, FILE);
    assertEquals("CONNECTED", say("login:AKIAROOT\npasscode:wrong").next().command());
    assertEquals("CONNECTED", say("host:x").next().command());
    assertEquals(2L, api.statistics().unproven().get(Failure.LOGIN));
  }

  @Test
  void aFileMayOpenSessionsToThoseWhoDoNotSayWhoTheyAre() {
    guard(Mode.ENFORCE, FILE + "anonymous: true\n");
    assertEquals("CONNECTED", say("host:x").next().command());
    assertEquals("ERROR", say("login:AKIAROOT\npasscode:wrong").next().command());
  }
}
