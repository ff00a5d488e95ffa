package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.access.AccessFileException;
import io.fanfare.access.AccessReader;
import io.fanfare.access.AuditTrail;
import io.fanfare.access.Authorization;
import io.fanfare.access.Guard;
import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import io.fanfare.fixture.AccessTable.Outcome;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What conditions in the policy of a queue make of a send, by who sends and by which way. */
@Timeout(60)
class ConditionRightsTest {

  private static final String OWNER = "000000000000";
  private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:q";
  private static final String FILE =
      """
      accounts:
        "000000000000":
          keys: [{id: AKIAROOT, secret: a-secret-of-root}]
          users:
            able:
              policies: [{Statement: {Effect: Allow, Action: "*", Resource: "*"}}]
            bare: {}
            shop: {tags: {team: shop}}
            store: {tags: {team: store}}
      """;

  private final Vertx vertx = Vertx.vertx();
  private final Store store =
      await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {}));
  private final Queues queues;

  ConditionRightsTest() throws AccessFileException {
    Authorization authorization =
        Authorization.of(Authorization.Mode.ENFORCE, AccessReader.read(FILE));
    Environment environment =
        new Environment(
            vertx,
            store,
            new VirtualClock(),
            HeapBudget.ofHeap(),
            HeapBudget.ofPushes(),
            new Guard(authorization, AuditTrail.none(), System::currentTimeMillis));
    queues = await(Queues.open(environment, new QueuesOptions()));
    await(queues.createQueue(new CreateQueue("q")));
  }

  @AfterEach
  void close() {
    await(queues.close());
    await(store.close());
    await(vertx.close());
  }

  /* The way: over TLS or plain, and what the client calls itself, if it does. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Allow | StringEquals aws:PrincipalTag/team shop          | shop  | tls   | ALLOWED
          Allow | StringEquals aws:PrincipalTag/team shop          | store | tls   | NO_IDENTITY
          Allow | StringEquals aws:PrincipalTag/team shop          | bare  | tls   | NO_IDENTITY
          Deny  | StringEquals aws:PrincipalArn ARN/able           | able  | tls   | RESOURCE_DENIES
          Deny  | StringEquals aws:PrincipalArn ARN/bare           | able  | tls   | ALLOWED
          Allow | ForAllValues:StringEquals aws:TagKeys team       | bare  | tls   | ALLOWED
          Allow | ForAnyValue:StringEquals aws:TagKeys team        | bare  | tls   | NO_IDENTITY
          Deny  | ForAllValues:StringEquals aws:TagKeys team       | able  | tls   | RESOURCE_DENIES
          Deny  | ForAnyValue:StringEquals aws:TagKeys team        | able  | tls   | ALLOWED
          Allow | StringNotEquals aws:PrincipalTag/team shop       | bare  | tls   | ALLOWED
          Allow | StringNotEquals aws:PrincipalTag/team shop       | shop  | tls   | NO_IDENTITY
          Allow | StringEquals aws:Referer x                       | bare  | tls   | NO_IDENTITY
          Allow | NotIpAddress aws:SourceIp 10.0.0.0/8             | bare  | tls   | ALLOWED
          Allow | IpAddress aws:SourceIp 10.0.0.0/8                | bare  | tls   | NO_IDENTITY
          Deny  | Bool aws:SecureTransport false                   | able  | plain | RESOURCE_DENIES
          Deny  | Bool aws:SecureTransport false                   | able  | tls   | ALLOWED
          Allow | ArnLike aws:UserAgent arn:aws:sns:*:111122223333:t* | bare \
          | tls arn:aws:sns:r:111122223333:t1 | ALLOWED
          Allow | ArnLike aws:UserAgent arn:aws:sns:*:111122223333:t* | bare \
          | tls arn:aws:sns:r:x:y:111122223333:t | NO_IDENTITY
          """)
  void aConditionDecides(String effect, String condition, String who, String way, Outcome outcome) {
    await(queues.setQueueAttributes(new SetQueueAttributes("q", policy(effect, condition))));
    Future<SendMessage.Result> sent =
        queues.as(caller(who, way)).sendMessage(new SendMessage("http://x/" + OWNER + "/q", "m"));
    if (outcome == Outcome.ALLOWED) {
      await(sent);
    } else {
      String sentence = outcome.sentence(arn(who), "sqs:sendmessage", ARN);
      assertEquals(sentence, refusal(sent).sentence());
    }
  }

  private static Map<String, String> policy(String effect, String condition) {
    String[] words = condition.replace("ARN/", arn("")).split(" ", -1);
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"%s\",\"Principal\":\"*\","
            + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\","
            + "\"Condition\":{\"%s\":{\"%s\":\"%s\"}}}}";
    return Map.of("Policy", policy.formatted(effect, words[0], words[1], words[2]));
  }

  private static String arn(String user) {
    return "arn:aws:iam::" + OWNER + ":user/" + user;
  }

  private static Caller caller(String user, String way) {
    String[] words = way.split(" ", -1);
    @Nullable String agent = words.length > 1 ? words[1] : null;
    return new Caller(
        new Principal(OWNER, user),
        "us-east-1",
        "http://x",
        null,
        true,
        true,
        null,
        new Caller.Transport(null, words[0].equals("tls"), agent, null));
  }
}
