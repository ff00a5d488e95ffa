package io.fanfare.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.core.Principal;
import io.fanfare.core.policy.condition.KnownContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Requests and policies by lot, of few words, so that they often have to do with each other. */
final class RandomPolicies {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String A = "111111111111";
  private static final String B = "222222222222";
  private static final String QUEUE = "arn:aws:sqs:us-east-1:" + A + ":orders";
  private static final String TOPIC = "arn:aws:sns:us-east-1:" + A + ":t";
  private static final long NOW = 1_800_000_000_123L;

  private static final List<String> PRINCIPALS =
      List.of(
          "*",
          A,
          B,
          "arn:aws:iam::" + A + ":root",
          "arn:aws-cn:iam::" + B + ":root",
          "arn:aws:iam::" + A + ":user/ann",
          "arn:aws:iam::" + B + ":user/team/bob",
          "arn:aws:iam::" + A + ":user/*",
          "arn:aws:iam::" + A + ":role/team/worker",
          "arn:aws:sts::" + A + ":assumed-role/worker/s1",
          "arn:aws:sts::" + A + ":assumed-role/worker/s2",
          "AIDAANN",
          "sns.amazonaws.com");
  private static final List<String> ACTIONS =
      List.of(
          "*",
          "sqs:*",
          "SQS:SendMessage",
          "sqs:Send*",
          "sqs:?endMessage",
          "sqs:*Message",
          "sqs:TagQueue",
          "sqs:SetQueueAttributes",
          "sns:*",
          "s?s:*",
          "SendMessage",
          "sqs:*e*e*");
  private static final List<String> RESOURCES =
      List.of(
          "*",
          QUEUE,
          "arn:aws:sqs:*:*:orders",
          "arn:aws:sqs:*",
          "arn:aws:sqs:us-*-1:" + A + ":o*s",
          "arn:aws:sqs:*:orders",
          "arn:aws:*:us-east-1:" + A + ":orders",
          "arn:aws:sqs:us-east-1:" + A + ":${aws:username}",
          "arn:aws:sqs:us-east-1:" + A + ":${aws:PrincipalTag/q, 'orders'}",
          "arn:aws:sqs:us-east-1:" + A + ":${*}",
          "arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:orders",
          "arn:aws:sqs:us-east-1:" + A + ":${aws:username",
          "orders");
  private static final List<String> KEYS =
      List.of(
          "aws:PrincipalArn",
          "aws:principalaccount",
          "aws:PrincipalType",
          "aws:PrincipalTag/team",
          "aws:PrincipalTag/TEAM",
          "aws:PrincipalIsAWSService",
          "aws:PrincipalServiceName",
          "aws:username",
          "aws:userid",
          "AWS:SourceArn",
          "aws:SourceAccount",
          "aws:SourceOwner",
          "aws:SourceIp",
          "aws:SecureTransport",
          "aws:CurrentTime",
          "aws:EpochTime",
          "aws:UserAgent",
          "aws:Referer",
          "aws:RequestedRegion",
          "aws:ViaAWSService",
          "aws:ResourceAccount",
          "aws:ResourceTag/team",
          "aws:RequestTag/team",
          "aws:TagKeys",
          "sns:Protocol",
          "sns:Endpoint",
          "aws:SourceVpc",
          "s3:prefix");
  private static final List<String> OPERATORS =
      List.of(
          "StringEquals",
          "StringNotEquals",
          "StringEqualsIgnoreCase",
          "StringNotEqualsIgnoreCase",
          "StringLike",
          "StringNotLike",
          "NumericEquals",
          "NumericNotEquals",
          "NumericLessThan",
          "NumericLessThanEquals",
          "NumericGreaterThan",
          "NumericGreaterThanEquals",
          "DateEquals",
          "DateNotEquals",
          "DateLessThan",
          "DateLessThanEquals",
          "DateGreaterThan",
          "DateGreaterThanEquals",
          "Bool",
          "BinaryEquals",
          "IpAddress",
          "NotIpAddress",
          "ArnEquals",
          "ArnNotEquals",
          "ArnLike",
          "ArnNotLike",
          "Null",
          "StringMatches",
          "stringEquals");
  private static final Map<String, List<String>> FITTING =
      Map.of(
          "S",
              List.of(
                  A,
                  B,
                  "ann",
                  "blue",
                  "Blue",
                  "b*",
                  "*",
                  "${aws:username}",
                  "a?n",
                  "team",
                  "${aws:PrincipalTag/team}",
                  "${aws:PrincipalTag/none, 'blue'}",
                  "sqs",
                  "User",
                  "${*}",
                  "t?am",
                  "${aws:TagKeys}",
                  "",
                  "x${",
                  "curl/8",
                  TOPIC,
                  "us-east-1",
                  "AIDAANN"),
          "N", List.of("1800000000", "1800000000.0", "+5", "-.5", "x", A, "1e5"),
          "D",
              List.of(
                  "2027-01-15T08:00:00Z",
                  "2027-01-15",
                  "1800000000",
                  "2027-01-15T08:00Z",
                  "2030-01-01T00:00:00+02:00",
                  "yesterday"),
          "B", List.of("true", "false", "TRUE", "yes"),
          "Y", List.of("YW5u", "Ymx1ZQ==", "*"),
          "I",
              List.of(
                  "10.0.0.0/8",
                  "10.1.2.3",
                  "0.0.0.0/0",
                  "::/0",
                  "2001:db8::/32",
                  "::ffff:10.1.2.3",
                  "10.0.0.0/33",
                  "host",
                  "10.1.2.3/31"),
          "A",
              List.of(
                  TOPIC,
                  "arn:aws:sns:*:*:*",
                  "arn:aws:sns:*:" + A + ":t*",
                  "*",
                  "arn:aws:*",
                  "arn:aws:iam::*:user/${aws:username}",
                  "arn:aws:iam::" + A + ":ro*",
                  "${aws:SourceArn}"));

  private final Random random;

  RandomPolicies(Random random) {
    this.random = random;
  }

  Facts facts() {
    Principal who = principal();
    boolean service = who.kind() == Principal.Kind.SERVICE;
    KnownContext.Request request =
        new KnownContext.Request(
            NOW,
            "us-east-1",
            service ? null : one("10.1.2.3", "192.168.0.1", "::ffff:10.1.2.3", "2001:db8::7"),
            random.nextBoolean(),
            maybe("curl/8", "blue"),
            maybe("http://x", ""),
            service ? one(TOPIC, "arn:aws:sns:us-east-1:" + B + ":x:t") : null);
    List<String> keys = List.of("team", "Team", "blue", "");
    return new Facts(
        who,
        id(who),
        who.kind() == Principal.Kind.ANONYMOUS ? Map.of() : tags(),
        one(
            "sendmessage",
            "sendmessage",
            "receivemessage",
            "purgequeue",
            "tagqueue",
            "setqueueattributes"),
        QUEUE,
        request,
        new KnownContext.Resource(maybe(A), tags()),
        new KnownContext.Asked(
            tags(),
            keys.stream().filter(key -> random.nextInt(4) == 0).toList(),
            maybe("sqs", "https"),
            maybe("ann", TOPIC)),
        random.nextInt(8) == 0);
  }

  private Principal principal() {
    return switch (random.nextInt(9)) {
      case 0 -> Principal.ofAccount(A);
      case 1 -> Principal.ofAccount(B);
      case 2, 3 -> new Principal(A, "ann");
      case 4 -> new Principal(B, "team/bob");
      case 5, 6 -> Principal.ofRole(A, "team/worker", "s1");
      case 7 -> Principal.ofService(one(A, B), "sns.amazonaws.com");
      default -> Principal.anonymous();
    };
  }

  private static @Nullable String id(Principal who) {
    return switch (who.kind()) {
      case ACCOUNT, ANONYMOUS -> who.account();
      case USER -> "AIDA" + (who.name().equals("ann") ? "ANN" : "BOB");
      case ROLE_SESSION -> "AROAWORKER";
      case SERVICE -> null;
    };
  }

  private Map<String, String> tags() {
    return random.nextBoolean() ? Map.of() : Map.of("team", one("blue", "red", "*"));
  }

  /** A policy; of a resource if its statements say whom they are about. */
  String policy(boolean ofResource) {
    ObjectNode policy = NODES.objectNode();
    switch (random.nextInt(12)) {
      case 0 -> policy.put("Version", "2008-10-17");
      case 1 -> policy.put("Version", random.nextInt(6) == 0 ? "2030-01-01" : "2012-10-17");
      case 2 -> policy.put("Id", "x");
      default -> policy.put("Version", "2012-10-17");
    }
    List<JsonNode> statements = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      statements.add(statement(ofResource));
    }
    policy.set(
        "Statement",
        statements.size() == 1 && random.nextBoolean()
            ? statements.get(0)
            : NODES.arrayNode().addAll(statements));
    return policy.toString();
  }

  private ObjectNode statement(boolean ofResource) {
    ObjectNode statement = NODES.objectNode();
    statement.put("Effect", random.nextInt(40) == 0 ? "allow" : one("Allow", "Allow", "Deny"));
    if (ofResource ? random.nextInt(60) != 0 : random.nextInt(60) == 0) {
      boolean not = random.nextInt(8) == 0;
      statement.set(not ? "NotPrincipal" : "Principal", principals());
    }
    if (random.nextInt(60) != 0) {
      statement.set(negated("Action", 8), list(random.nextInt(3) == 0 ? ACTIONS : few(ACTIONS)));
    }
    if (random.nextInt(60) == 0) {
      statement.set("NotAction", list(ACTIONS));
    }
    if (random.nextInt(20) != 0) {
      statement.set(
          negated("Resource", 8), list(random.nextInt(3) == 0 ? RESOURCES : few(RESOURCES)));
    }
    if (random.nextInt(3) != 0) {
      statement.set("Condition", conditions());
    }
    if (random.nextInt(50) == 0) {
      statement.put("Conditions", "x");
    }
    return statement;
  }

  private String negated(String element, int seldom) {
    return (random.nextInt(seldom) == 0 ? "Not" : "") + element;
  }

  private static List<String> few(List<String> all) {
    return all.subList(0, 5);
  }

  private JsonNode principals() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> NODES.textNode("*");
      case 3 ->
          NODES
              .objectNode()
              .put("Service", one("sns.amazonaws.com", "sns.eu-south-1.amazonaws.com", "x"));
      case 4 -> NODES.objectNode().put(one("Federated", "Foo", "CanonicalUser"), "x");
      default -> NODES.objectNode().set("AWS", list(PRINCIPALS));
    };
  }

  private JsonNode conditions() {
    ObjectNode conditions = NODES.objectNode();
    for (int i = random.nextInt(6) / 3; i >= 0; i--) {
      String operator = one(OPERATORS.toArray(String[]::new));
      String name =
          one("", "", "", "ForAllValues:", "ForAnyValue:") + operator + one("", "", "IfExists");
      boolean known = !operator.equals("StringMatches") && !operator.equals("stringEquals");
      if (!known && random.nextInt(4) != 0) {
        continue;
      }
      if (operator.equals("Null")) {
        name = random.nextInt(20) == 0 ? name : "Null";
      }
      ObjectNode keys = NODES.objectNode();
      for (int j = random.nextInt(5) / 4; j >= 0; j--) {
        keys.set(one(KEYS.toArray(String[]::new)), values(operator));
      }
      conditions.set(name, random.nextInt(100) == 0 ? NODES.textNode("x") : keys);
    }
    return conditions;
  }

  private JsonNode values(String operator) {
    if (random.nextInt(60) == 0) {
      return random.nextBoolean() ? NODES.numberNode(5) : NODES.booleanNode(random.nextBoolean());
    }
    if (random.nextInt(60) == 0) {
      return random.nextBoolean() ? NODES.nullNode() : NODES.arrayNode();
    }
    String kind =
        operator.startsWith("Num")
            ? "N"
            : operator.startsWith("Date")
                ? "D"
                : operator.equals("Bool") || operator.equals("Null")
                    ? "B"
                    : operator.startsWith("Bin")
                        ? "Y"
                        : operator.endsWith("IpAddress")
                            ? "I"
                            : operator.startsWith("Arn") ? "A" : "S";
    List<String> fitting = FITTING.getOrDefault(kind, List.of());
    /* Those that cannot be read stand last and come seldom. */
    return list(random.nextInt(6) == 0 ? fitting : fitting.subList(0, fitting.size() * 3 / 5));
  }

  private JsonNode list(List<String> all) {
    int length = random.nextInt(4) / 2 + 1;
    if (length == 1 && random.nextBoolean()) {
      return NODES.textNode(all.get(random.nextInt(all.size())));
    }
    var list = NODES.arrayNode();
    for (int i = 0; i < length; i++) {
      list.add(all.get(random.nextInt(all.size())));
    }
    return list;
  }

  private String one(String... all) {
    return all[random.nextInt(all.length)];
  }

  private @Nullable String maybe(String... all) {
    return random.nextInt(3) == 0 ? null : one(all);
  }
}
