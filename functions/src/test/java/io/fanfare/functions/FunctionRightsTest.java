package io.fanfare.functions;

import static io.fanfare.fixture.Futures.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.access.AccessFileException;
import io.fanfare.access.AccessReader;
import io.fanfare.access.AuditTrail;
import io.fanfare.access.Authorization;
import io.fanfare.access.Authorization.Mode;
import io.fanfare.access.Guard;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Bytes;
import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import io.fanfare.fixture.AccessTable;
import io.fanfare.fixture.AccessTable.Kind;
import io.fanfare.fixture.AccessTable.Outcome;
import io.fanfare.functions.model.CreateEventSourceMapping;
import io.fanfare.functions.model.DeleteEventSourceMapping;
import io.fanfare.functions.model.GetEventSourceMapping;
import io.fanfare.functions.model.Invoke;
import io.fanfare.functions.model.ListEventSourceMappings;
import io.fanfare.functions.model.ListTags;
import io.fanfare.functions.model.TagResource;
import io.fanfare.functions.model.UntagResource;
import io.fanfare.functions.model.UpdateEventSourceMapping;
import io.fanfare.functions.rules.FunctionAction;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mappings and functions are for those to whom their own policies give them. */
@Timeout(120)
class FunctionRightsTest extends FunctionsFixture {

  private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:event-source-mapping:";

  /** Somebody who may do everything but invoke the function {@code f}. */
  private static final String MOST =
      """
      accounts:
        "000000000000":
          users:
            most:
              keys: [{id: AKIAMOST, secret: a-secret-of-most}]
              policies:
                - Statement:
                    - {Effect: Allow, Action: "*", Resource: "*"}
                    - Effect: Deny
                      Action: lambda:InvokeFunction
                      Resource: arn:aws:lambda:us-east-1:000000000000:function:f
      """;

  /** What is tried of a mapping, whose UUID a request gets, or of nothing that is there. */
  private record Probe(
      String action, boolean ofMapping, BiFunction<Functions, String, Future<?>> request) {}

  private static final List<Probe> PROBES =
      List.of(
          new Probe(
              "CreateEventSourceMapping",
              false,
              (all, uuid) ->
                  all.createEventSourceMapping(
                      new CreateEventSourceMapping(PREFIX + "missing", "f"))),
          new Probe(
              "ListEventSourceMappings",
              false,
              (all, uuid) ->
                  all.listEventSourceMappings(new ListEventSourceMappings(null, null, null, null))),
          new Probe(
              "GetEventSourceMapping",
              true,
              (all, uuid) -> all.getEventSourceMapping(new GetEventSourceMapping(uuid))),
          new Probe(
              "UpdateEventSourceMapping",
              true,
              (all, uuid) ->
                  all.updateEventSourceMapping(new UpdateEventSourceMapping(uuid, false))),
          new Probe(
              "TagResource",
              true,
              (all, uuid) -> all.tagResource(new TagResource(ARN + uuid, Map.of("", "v")))),
          new Probe(
              "UntagResource",
              true,
              (all, uuid) -> all.untagResource(new UntagResource(ARN + uuid, List.of("missing")))),
          new Probe("ListTags", true, (all, uuid) -> all.listTags(new ListTags(ARN + uuid))),
          new Probe(
              "InvokeFunction",
              false,
              (all, uuid) ->
                  all.invoke(
                      new Invoke("f", null, "DryRun", null, null, Bytes.of("{}".getBytes(UTF_8))))),
          new Probe(
              "DeleteEventSourceMapping",
              true,
              (all, uuid) -> all.deleteEventSourceMapping(new DeleteEventSourceMapping(uuid))));

  private static String resource(Probe probe, Caller caller, String uuid) {
    return switch (probe.action()) {
      case "InvokeFunction" -> "arn:aws:lambda:us-east-1:" + caller.account() + ":function:f";
      case "CreateEventSourceMapping", "ListEventSourceMappings" -> "*";
      default -> ARN + uuid;
    };
  }

  /** What everybody is answered; the mapping is made anew for each. */
  private Map<String, String> answers(Mode mode, List<String> wrong) {
    Guard guard = new Guard(AccessTable.authorization(mode), AuditTrail.none(), () -> 0);
    Functions functions = start(guard, "f=http://127.0.0.1:9/");
    queue("q", Map.of());
    Map<String, String> answers = new LinkedHashMap<>();
    for (Map.Entry<String, Caller> who : AccessTable.callers().entrySet()) {
      String uuid = String.valueOf(create(new MappingRequest("q", "f").disabled()).uuid());
      for (Probe probe : PROBES) {
        Caller caller = who.getValue();
        String answer = answer(() -> probe.request().apply(functions.as(caller), uuid));
        answers.put(who.getKey() + " " + probe.action(), answer.replace(uuid, "UUID"));
        if (mode == Mode.ENFORCE) {
          check(answer, expected(who.getKey(), caller, probe, uuid), wrong);
        }
      }
      answer(() -> functions.deleteEventSourceMapping(new DeleteEventSourceMapping(uuid)));
    }
    stop();
    return answers;
  }

  private static void check(String answer, String expected, List<String> wrong) {
    boolean right =
        expected.isEmpty() ? !answer.startsWith("ACCESS_DENIED") : answer.equals(expected);
    if (!right) {
      wrong.add("[" + answer + "] instead of [" + expected + "]");
    }
  }

  private static String expected(String who, Caller caller, Probe probe, String uuid) {
    if (probe.ofMapping() && !caller.account().equals(AccessTable.OWNER)) {
      return "";
    }
    Outcome outcome = AccessTable.outcome(who, Kind.ACCOUNT, false, "none");
    return outcome == Outcome.ALLOWED
        ? ""
        : "ACCESS_DENIED: "
            + outcome.sentence(
                AccessTable.named(who), "lambda:" + probe.action(), resource(probe, caller, uuid));
  }

  private static String answer(Supplier<Future<?>> asked) {
    try {
      await(asked.get());
      return "";
    } catch (BrokerException refusal) {
      return refusal.code() + ": " + refusal.sentence();
    }
  }

  @Test
  void everybodyGetsWhatIsTheirs() {
    List<String> wrong = new ArrayList<>();
    Map<String, String> answers = answers(Mode.ENFORCE, wrong);
    assertEquals(List.of(), wrong);
    assertEquals(PROBES.size() * AccessTable.callers().size(), answers.size());
    assertEquals("", answers.get("able DeleteEventSourceMapping"));
    assertEquals(
        "RESOURCE_NOT_FOUND",
        String.valueOf(answers.get("other-root DeleteEventSourceMapping")).split(":", -1)[0]);
  }

  @Test
  void auditingChangesNothing() {
    assertEquals(answers(Mode.OFF, List.of()), answers(Mode.AUDIT, List.of()));
  }

  /** However a function is written, it is the same one; and it is nowhere but here. */
  @Test
  void aDenialHoldsForEveryWayToWriteAFunction() throws AccessFileException {
    Authorization authorization = Authorization.of(Mode.ENFORCE, AccessReader.read(MOST));
    Functions all =
        start(
            new Guard(authorization, AuditTrail.none(), () -> 0),
            "f=http://127.0.0.1:9/",
            "g=http://127.0.0.1:9/");
    Caller caller = new Caller(AccessTable.OWNER, "us-east-1", "http://x");
    Functions most = all.as(caller.with(new Principal(AccessTable.OWNER, "most")));
    String arn = "arn:aws:lambda:us-east-1:000000000000:function:";
    for (String way :
        List.of(
            "f",
            "f:1",
            "000000000000:f",
            "us-east-1:000000000000:function:f",
            arn + "f",
            arn + "f:$LATEST")) {
      assertEquals(
          "ACCESS_DENIED: User: arn:aws:iam::000000000000:user/most is not authorized to perform:"
              + " lambda:InvokeFunction on resource: "
              + arn
              + "f with an explicit deny in an identity-based policy",
          tried(most, way),
          way);
    }
    for (String elsewhere :
        List.of(
            arn.replace("us-east-1", "eu-west-1") + "f",
            arn.replace("aws", "aws-cn") + "f",
            "eu-west-1:000000000000:function:f")) {
      assertEquals("RESOURCE_NOT_FOUND", tried(most, elsewhere).split(":", -1)[0], elsewhere);
    }
    String foreign = arn.replace("000000000000", "111111111111") + "g";
    assertEquals("ACCESS_DENIED", tried(most, foreign).split(":", -1)[0]);
    assertEquals("", tried(most, arn + "g:1"));
  }

  private static String tried(Functions functions, String name) {
    return answer(
        () ->
            functions.invoke(
                new Invoke(name, null, "DryRun", null, null, Bytes.of("{}".getBytes(UTF_8)))));
  }

  /** What is not tried is not known to be guarded. */
  @Test
  void everyRightIsTried() {
    assertEquals(
        Stream.of(FunctionAction.values()).map(FunctionAction::action).collect(Collectors.toSet()),
        PROBES.stream().map(Probe::action).collect(Collectors.toSet()));
  }
}
