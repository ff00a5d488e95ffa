package io.fanfare.broker.query;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fanfare.http.HttpApi;
import io.fanfare.http.action.SupportedAction;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action of the queues that the broker supports is answered as its example says. */
@ExtendWith(RunningBroker.class)
final class EveryActionTest {

  private final QueryClient client;

  EveryActionTest(QueryClient client) {
    this.client = client;
  }

  static Stream<Arguments> supported() {
    return HttpApi.actions().stream()
        .filter(action -> action.service().equals("SQS"))
        .map(SupportedAction::name)
        .flatMap(name -> Arrays.stream(Way.values()).map(way -> arguments(name, way)));
  }

  @ParameterizedTest
  @MethodSource("supported")
  void anActionIsAnsweredAsItsExampleSays(String action, Way way) throws IOException {
    Example.of(action)
        .with("endpoint", client.endpoint().toString())
        .with("queue", client.queue())
        .with("name", QueryClient.newName())
        .play(client, way);
  }
}
