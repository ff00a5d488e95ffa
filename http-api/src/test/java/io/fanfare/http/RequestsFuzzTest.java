package io.fanfare.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fanfare.core.BrokerException;
import io.fanfare.functions.Functions;
import io.fanfare.http.action.Action;
import io.fanfare.http.action.Actions;
import io.fanfare.http.action.FunctionRoutes;
import io.fanfare.http.action.SnsActions;
import io.fanfare.http.action.SqsActions;
import io.fanfare.http.action.SupportedAction;
import io.fanfare.http.wire.JsonProtocol;
import io.fanfare.http.wire.Parameters;
import io.fanfare.http.wire.Pieces;
import io.fanfare.http.wire.QueryProtocol;
import io.fanfare.http.wire.RestProtocol;
import io.fanfare.http.wire.Service;
import io.fanfare.queues.Queues;
import io.fanfare.topics.Topics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whatever is sent to an action, it becomes a request of it, or is refused as the caller's mistake
 * in words that each protocol can write.
 */
class RequestsFuzzTest {

  private static final byte[] NOTHING = {};
  private static final String DICTIONARY = "requests.dict";

  private final Actions<Queues> queueActions = SqsActions.of();
  private final Actions<Topics> topicActions = SnsActions.of();
  private final FunctionRoutes routes = FunctionRoutes.of();
  private final Fakes fakes = new Fakes();
  private final Queues queues = fakes.queues();
  private final Topics topics = fakes.topics();
  private final Functions functions = fakes.functions();

  /** The first line names the action, the others are the body. */
  @DictionaryFile(resourcePath = DICTIONARY)
  @FuzzTest(maxDuration = "10m")
  void json(byte[] input) {
    byte[] body = behindLine(input);
    Action<Queues, ?, ?> action = named(queueActions, line(input));
    heardOrRefused(() -> action.json(queues, body));
  }

  /** The first line is the query of the URL, the others are the form. */
  @DictionaryFile(resourcePath = DICTIONARY)
  @FuzzTest(maxDuration = "10m")
  void query(byte[] input) {
    heardOrRefused(
        () -> {
          Parameters read = Parameters.of(line(input), behindLine(input));
          String name = Objects.requireNonNullElse(read.get("Action"), "");
          for (Service service : List.of(Service.SQS, Service.SNS)) {
            heardOrRefused(() -> query(service, name, read.or("QueueUrl", "http://x/1/q")));
          }
        });
  }

  private void query(Service service, String name, Parameters parameters) {
    QueryProtocol protocol = new QueryProtocol(service);
    if (service == Service.SQS) {
      named(queueActions, name).query(queues, protocol, parameters, "id");
    } else {
      named(topicActions, name).query(topics, protocol, parameters, "id");
    }
  }

  /** The first line has method, path and parameters; the others are the body. */
  @DictionaryFile(resourcePath = DICTIONARY)
  @FuzzTest(maxDuration = "10m")
  void rest(byte[] input) {
    String[] line = line(input).split(" ", -1);
    Map<String, List<String>> parameters = new HashMap<>();
    for (int i = 2; i < line.length; i++) {
      String[] parts = line[i].split("=", 2);
      parameters.put(parts[0], List.of(parts[parts.length - 1], line[i]));
    }
    heardOrRefused(
        () ->
            routes
                .find(line[0], line.length < 2 ? "" : line[1].replace("%", "%25"))
                .ifPresent(
                    asked -> {
                      asked.members().forEach((key, value) -> parameters.put(key, List.of(value)));
                      asked.route().answering().answer(functions, behindLine(input), parameters);
                    }));
  }

  /** The action that is called so, or for any other text one of them. */
  private static <S> Action<S, ?, ?> named(Actions<S> actions, String name) {
    Action<S, ?, ?> action = actions.find(name);
    if (action != null) {
      return action;
    }
    List<SupportedAction> all = actions.list();
    int any = Math.floorMod(name.hashCode(), all.size());
    return Objects.requireNonNull(actions.find(all.get(any).name()));
  }

  private void heardOrRefused(Runnable act) {
    try {
      act.run();
    } catch (UnsupportedOperationException unscripted) {
      assertEquals(Fakes.unscripted().getMessage(), unscripted.getMessage());
    } catch (BrokerException refusal) {
      assertTrue(refusal.code().status() < 500, refusal::sentence);
      write(refusal);
    } finally {
      fakes.calls.clear();
    }
  }

  private static void write(BrokerException refusal) {
    for (Service service : Service.values()) {
      QueryProtocol protocol = new QueryProtocol(service);
      assertText(protocol.write(refusal, "id"));
      assertText(protocol.inJson().write(refusal, "id"));
    }
    assertText(JsonProtocol.write(refusal));
    assertText(RestProtocol.write(refusal));
  }

  private static void assertText(Pieces pieces) {
    assertTrue(pieces.length() > 0);
  }

  private static String line(byte[] input) {
    return new String(input, 0, end(input), UTF_8);
  }

  private static byte[] behindLine(byte[] input) {
    int end = end(input);
    return end == input.length ? NOTHING : Arrays.copyOfRange(input, end + 1, input.length);
  }

  private static int end(byte[] input) {
    int end = new String(input, ISO_8859_1).indexOf('\n');
    return end < 0 ? input.length : end;
  }
}
