package io.fanfare.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Arn;
import io.fanfare.core.Principal;
import io.fanfare.core.policy.Decision;
import io.fanfare.core.policy.Evaluation;
import io.fanfare.core.policy.Identity;
import io.fanfare.core.policy.Policy;
import io.fanfare.core.policy.Right;
import io.fanfare.core.policy.condition.KnownContext;
import io.fanfare.yaml.Mistake;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file says who has which key and may do what, and each mistake in it is found in its line. */
class AccessReaderTest {

  private static final String FILE =
      """
      accounts:
        000000000000:
          keys:
            - {id: AKIAROOT, secret: root-secret}
          users:
            team/alice:
              id: AIDAALICEALICEALICE
              tags: {team: shop}
              keys:
                - id: AKIAALICE1
                  secret: alice-secret-1
                - id: AKIAALICE2
                  secret: "12345678"
                  expires: 2030-01-01T00:00:00+02:00
                - id: AKIAALICE3
                  secret: alice-secret-3
                  active: false
              policies:
                - Version: 2012-10-17
                  Statement:
                    - Effect: Allow
                      Action: sqs:SendMessage
                      Resource: arn:aws:sqs:*:000000000000:orders
                      Condition:
                        NumericLessThan: {aws:EpochTime: 2000000000}
                        Bool: {aws:SecureTransport: true}
                - '{"Statement":{"Effect":"Deny","Action":"sqs:*","Resource":"arn:aws:sqs:*:*:secret"}}'
            bob:
              keys: [{id: AKIABOB, secret: bobs-secret}]
          roles:
            worker:
              tags: {team: shop, stage: test}
              policies:
                - {Statement: {Effect: Allow, Action: "*", Resource: "*"}}
              sessions:
                s1:
                  tags: {stage: live}
                  keys:
                    - {id: ASIAWORKER, secret: worker-secret, token: a-token, expires: "2026-02-01T00:00:00Z"}
        "111111111111":
          keys: [{id: AKIAOTHER, secret: other-secret}]
      """;

  /** Sending to a queue, which may be given away. */
  private static final Right SEND =
      new Right() {
        @Override
        public String pattern() {
          return "sqs:sendmessage";
        }

        @Override
        public boolean is(Trait trait) {
          return trait == Trait.SHARED;
        }
      };

  @Test
  void aKeyLeadsToItsPrincipal() throws AccessFileException {
    AccessControl control = AccessReader.read(FILE);
    assertEquals(6, control.size());
    assertEquals(Principal.ofAccount("000000000000"), principal(control, "AKIAROOT"));
    assertEquals(new Principal("000000000000", "team/alice"), principal(control, "AKIAALICE1"));
    assertEquals(principal(control, "AKIAALICE1"), principal(control, "AKIAALICE2"));
    assertEquals(Optional.empty(), control.key("AKIAALICE3"));
    assertEquals(Optional.empty(), control.key("AKIANOBODY"));
    assertEquals(
        Principal.ofRole("000000000000", "worker", "s1"), principal(control, "ASIAWORKER"));
    assertEquals(Principal.ofAccount("111111111111"), principal(control, "AKIAOTHER"));
  }

  private static Principal principal(AccessControl control, String key) {
    return control.key(key).orElseThrow().identity().principal();
  }

  @Test
  void aKeyHasItsSecretItsTokenAndItsEnd() throws AccessFileException {
    AccessControl control = AccessReader.read(FILE);
    AccessKey alice = control.key("AKIAALICE2").orElseThrow();
    assertTrue(alice.secret().is("12345678"));
    assertFalse(alice.hasExpired(1_893_448_799_999L));
    assertTrue(alice.hasExpired(1_893_448_800_000L));
    AccessKey worker = control.key("ASIAWORKER").orElseThrow();
    assertTrue(worker.token() != null && worker.token().is("a-token"));
    assertFalse(control.key("AKIAROOT").orElseThrow().hasExpired(Long.MAX_VALUE));
  }

  @Test
  void tagsOfASessionComeBeforeThoseOfItsRole() throws AccessFileException {
    AccessControl control = AccessReader.read(FILE);
    Identity worker = control.key("ASIAWORKER").orElseThrow().identity();
    assertEquals(Map.of("team", "shop", "stage", "live"), worker.requester().tags());
  }

  @Test
  void aUniqueIdIsThatOfTheFileOrFollowsFromTheName() throws AccessFileException {
    AccessControl control = AccessReader.read(FILE);
    assertEquals("AIDAALICEALICEALICE", id(control, "AKIAALICE1"));
    String bob = id(control, "AKIABOB");
    assertTrue(bob.matches("AIDA[A-Z0-9]{17}"), bob);
    assertEquals(bob, id(AccessReader.read(FILE), "AKIABOB"));
    assertEquals("000000000000", id(control, "AKIAROOT"));
  }

  private static String id(AccessControl control, String key) {
    return String.valueOf(control.key(key).orElseThrow().identity().requester().id());
  }

  @ParameterizedTest
  @CsvSource({
    "AKIAROOT, orders, ALLOWED",
    "AKIAROOT, secret, ALLOWED",
    "AKIAALICE1, orders, ALLOWED",
    "AKIAALICE1, others, NOT_ALLOWED_BY_IDENTITY",
    "AKIAALICE1, secret, DENIED_BY_IDENTITY",
    "AKIABOB, orders, NOT_ALLOWED_BY_IDENTITY",
    "ASIAWORKER, secret, ALLOWED",
    "AKIAOTHER, orders, NOT_ALLOWED_BY_RESOURCE",
  })
  void policiesDecide(String key, String queue, Decision decision) throws AccessFileException {
    Identity identity = AccessReader.read(FILE).key(key).orElseThrow().identity();
    assertEquals(decision, decide(identity, queue));
  }

  @Test
  void keysWithoutPoliciesMayBeTrusted() throws AccessFileException {
    AccessControl control = AccessReader.read(FILE + "trustedAccountKeys: true\n");
    assertEquals(
        Decision.ALLOWED, decide(control.key("AKIABOB").orElseThrow().identity(), "orders"));
    assertEquals(
        Decision.NOT_ALLOWED_BY_IDENTITY,
        decide(control.key("AKIAALICE1").orElseThrow().identity(), "others"));
  }

  @Test
  void anonymousRequestsAreForTheFileToOpen() throws AccessFileException {
    assertFalse(AccessReader.read(FILE).isOpenToAnonymous());
    assertTrue(AccessReader.read(FILE + "anonymous: true\n").isOpenToAnonymous());
  }

  @Test
  void aPrincipalIsFoundAgain() throws AccessFileException {
    AccessControl control = AccessReader.read(FILE);
    Principal alice = new Principal("000000000000", "team/alice");
    assertEquals(2, control.identity(alice).policies().size());
    assertEquals(0, control.identity(new Principal("000000000000", "stranger")).policies().size());
  }

  private static Decision decide(Identity identity, String queue) {
    KnownContext context =
        new KnownContext(
            identity.requester(),
            new KnownContext.Request(
                1_800_000_000_000L, "us-east-1", "10.0.0.1", true, null, null, null),
            new KnownContext.Resource("000000000000", Map.of()),
            KnownContext.Asked.NOTHING);
    Arn arn = Arn.ofQueue("us-east-1", "000000000000", queue);
    return Evaluation.decide(new Evaluation.Request(identity, SEND, arn, context), Policy.none())
        .decision();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "accounts: {0: {}}| 1: An account has 12 digits.",
        "accounts: []| 1: This has to be a map.",
        "account: {}| 1: There is no such member; here are accounts, trustedAccountKeys,"
            + " anonymous.",
        "accounts: {}| 1: There is no access key.",
        "anonymous: maybe| 1: This is either true or false.",
        "accounts:; 000000000000:;  keys: 5| 3: This has to be a list.",
        "accounts:; 000000000000:;  keys:;   - id: A| 4: The member secret is missing.",
        "accounts:; 000000000000:;  keys:;   - id: A;     secret: short| 5: A secret has 8 to 256"
            + " characters and no spaces.",
        "accounts:; 000000000000:;  keys:;   - id: A/B;     secret: 12345678| 4: The id of a key"
            + " has 1 to 128 letters and digits.",
        "accounts:; 000000000000:;  keys:;   - id: A;     secret: 12345678;     expires: soon"
            + "| 4: The end of a key is a time in ISO 8601, such as 2030-01-01T00:00:00Z.",
        "accounts:; 000000000000:;  keys:;   - {id: A, secret: 12345678};   - {id: A, secret:"
            + " 87654321}| 5: The key of line 4 has the same id.",
        "accounts:; 000000000000:;  keys:;   - {id: A, secret: 12345678};   - {id: B, secret:"
            + " 87654321};   - {id: C, secret: 87654321}| 6: There may be two keys in use at"
            + " once.",
        "accounts:; 000000000000:;  users:;   a/ann: {};   b/Ann: {};   bob: {}| 5: Another user of"
            + " the account has this name, but for its path or capitals.",
        "accounts:; 000000000000:;  roles:;   a/b/ann: {};   ann: {}| 5: Another role of"
            + " the account has this name, but for its path or capitals.",
      })
  void aMistakeInAKeyIsFoundInItsLine(String text, String mistake) {
    checkMistake(text, mistake);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "accounts:; 000000000000:;  users:;   a b: {}| 4: The name of a user or a role has letters,"
            + " digits and any of +=,.@-_ and may have a path.",
        "accounts:; 000000000000:;  users:;   a:;    id: x| 5: A unique id has 16 or more capital"
            + " letters and digits.",
        "accounts:; 000000000000:;  users:;   a:;    tags: {k: [1]}| 5: The value of a tag is a"
            + " text of 0 to 256.",
        "accounts:; 000000000000:;  users:;   a:;    policies:;     - 5| 6: This is no policy.",
        "accounts:; 000000000000:;  users:;   a:;    policies:;     - Statement:;        - Effect:"
            + " Allow;          Action: sqs:*| 7: Resource of a policy: It is missing.",
        "accounts:; 000000000000:;  users:;   a:;    policies:;     - Statement:;        - Effect:"
            + " Allow;          Action: sqs:*;          Resource: orders| 9: Resource of a policy: A"
            + " resource is neither an ARN nor \"*\".",
        "accounts:; 000000000000:;  users:;   a:;    policies:;     - Statement:;        - Effect:"
            + " Allow;          Action: sqs:*;          Resource: '*';          Condition:;"
            + "            StringIs: {x: y}| 10: Condition of a policy: There is no such operator.",
        "accounts:; 000000000000:;  roles:;   r:;    sessions:;     s: {}| 6: The name of a session"
            + " has 2 to 64 letters, digits and +=,.@-_.",
        "accounts: &a {};anonymous: *a| 1: Anchors and aliases are not taken.",
        "accounts: {};accounts: {}| 2: This stands here a second time.",
        "accounts: {;| 1: This is not YAML.",
        "a: b;---;c: d| 3: There is more than one document.",
      })
  void aMistakeElsewhereIsFoundInItsLine(String text, String mistake) {
    checkMistake(text, mistake);
  }

  private static void checkMistake(String text, String mistake) {
    String file = text.replace(';', '\n');
    List<Mistake> mistakes =
        assertThrows(AccessFileException.class, () -> AccessReader.read(file)).mistakes();
    assertEquals("line " + mistake, mistakes.get(0).toString(), mistakes::toString);
  }

  @Test
  void allMistakesAreSaidAtOnce() {
    String file =
        """
        accounts:
          000000000000:
            keys:
              - id: A
              - secret: 12345678
            users:
              alice: {kys: []}
        """;
    AccessFileException refused =
        assertThrows(AccessFileException.class, () -> AccessReader.read(file));
    assertEquals(
        """
        line 4: The member secret is missing.
        line 5: The member id is missing.
        line 7: There is no such member; here are id, tags, keys, policies.""",
        refused.getMessage());
  }

  @Test
  void noSecretIsEverShown() throws AccessFileException {
    AccessControl control = AccessReader.read(FILE);
    for (String id : List.of("AKIAROOT", "AKIAALICE1", "AKIAALICE2", "ASIAWORKER")) {
      AccessKey key = control.key(id).orElseThrow();
      for (String text : List.of(key.toString(), control.toString(), "" + key.secret())) {
        assertFalse(text.matches(".*(secret-|a-token|root-s|12345678).*"), text);
      }
    }
  }

  /** However the file is broken, what is said of it repeats none of its values. */
  @Test
  void noMistakeShowsASecret() {
    String good = FILE.replace("-secret", "-hunter2");
    int refused = 0;
    for (int i = 0; i < good.length(); i += 5) {
      for (String other : List.of("", ":", "\n", "\t", "]", "'", "&", "- ", "\u0000")) {
        String bad = good.substring(0, i) + other + good.substring(i + 1);
        try {
          AccessReader.read(bad);
        } catch (AccessFileException e) {
          refused++;
          assertFalse(("" + e + e.getCause()).contains("hunter2"), e::getMessage);
        }
      }
    }
    assertTrue(refused > good.length() / 5);
  }
}
