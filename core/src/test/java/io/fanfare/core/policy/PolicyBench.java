package io.fanfare.core.policy;

import static java.util.stream.Collectors.joining;

import io.fanfare.core.Arn;
import io.fanfare.core.Principal;
import io.fanfare.core.policy.condition.KnownContext;
import io.fanfare.core.policy.condition.KnownContext.Asked;
import io.fanfare.core.policy.condition.KnownContext.Requester;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Measures how long the hardest access policies of a queue and of a topic take to be read and to
 * decide; run by hand: {@code PolicyBench [rounds]}. The least of all rounds counts.
 */
final class PolicyBench {

  private static final int OF_QUEUE = 8_192;

  /** What the wire tells of a header. */
  private static final int MOST_OF_HEADER = 512;

  private static final int OF_TOPIC = 30_720;
  private static final String ACCOUNT = "000000000000";
  private static final Right SEND =
      new Right() {
        @Override
        public String pattern() {
          return "sqs:sendmessage";
        }

        @Override
        public boolean is(Trait trait) {
          return trait == Trait.SHARED || trait == Trait.PUBLIC;
        }
      };

  private PolicyBench() {}

  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
    for (int size : new int[] {OF_QUEUE, OF_TOPIC}) {
      policies(size).forEach((name, text) -> measure(rounds, name + " " + size, text));
    }
  }

  private static Map<String, String> policies(int size) {
    int most = size - 300;
    Map<String, String> all = new LinkedHashMap<>();
    all.put("one long pattern", agents("\"*" + "a".repeat(most / 2) + "b*\""));
    all.put("long patterns", agents(repeated("\"*" + "a".repeat(1_000) + "b*\"", most)));
    all.put("short patterns", agents(repeated("\"*ab*\"", most)));
    all.put("middle patterns", agents(repeated("\"*" + "a".repeat(50) + "b*\"", most)));
    all.put("variables", agents(repeated("\"*${aws:UserAgent}b*\"", most)));
    all.put(
        "resources",
        statement("\"Resource\":[" + repeated("\"arn:aws:sqs:*:*:*q*z\"", most) + "]"));
    all.put("statements", statements(most));
    return all;
  }

  private static String agents(String values) {
    return statement(
        "\"Resource\":\"*\",\"Condition\":{\"StringLike\":{\"aws:UserAgent\":[" + values + "]}}");
  }

  private static String statement(String rest) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
        + "\"Action\":\"sqs:*\","
        + rest
        + "}]}";
  }

  private static String statements(int most) {
    String one =
        "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:x\",\"Resource\":\"arn:a:s:*\"}";
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + repeated(one, most) + "]}";
  }

  private static String repeated(String one, int most) {
    return IntStream.range(0, most / (one.length() + 1)).mapToObj(i -> one).collect(joining(","));
  }

  private static void measure(int rounds, String name, String text) {
    Policy policy = PolicyDocument.policy(Optional.of(text));
    if (policy.statements().isEmpty()) {
      throw new IllegalStateException(name + " is no policy");
    }
    Evaluation.Request request = request();
    double read = least(rounds, () -> PolicyDocument.policy(Optional.of(text)));
    double decided = least(rounds, () -> Evaluation.decide(request, policy));
    System.out.printf("%-24s read %7.2f ms, decides in %7.2f ms%n", name, read, decided);
  }

  /** A request whose head is as long as it may be. */
  private static Evaluation.Request request() {
    Requester requester = Requester.of(new Principal("111111111111", "bob"));
    KnownContext context =
        new KnownContext(
            requester,
            new KnownContext.Request(
                0, "us-east-1", "10.0.0.1", true, "a".repeat(MOST_OF_HEADER), null, null),
            new KnownContext.Resource(ACCOUNT, Map.of()),
            Asked.NOTHING);
    return new Evaluation.Request(
        new Identity(requester, List.of(), false),
        SEND,
        Arn.ofQueue("us-east-1", ACCOUNT, "q".repeat(80)),
        context);
  }

  private static double least(int rounds, Runnable work) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < rounds; i++) {
      long began = System.nanoTime();
      work.run();
      least = Math.min(least, System.nanoTime() - began);
    }
    return least / 1e6;
  }
}
