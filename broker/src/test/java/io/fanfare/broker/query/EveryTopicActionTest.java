package io.fanfare.broker.query;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fanfare.http.HttpApi;
import io.fanfare.http.action.SupportedAction;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action of the topics that has an example is answered as that says. */
@ExtendWith(RunningBroker.class)
final class EveryTopicActionTest {

  private final QueryClient client;

  EveryTopicActionTest(QueryClient client) {
    this.client = client;
  }

  static Stream<Arguments> withExample() {
    return HttpApi.actions().stream()
        .filter(action -> action.service().equals("SNS"))
        .map(SupportedAction::name)
        .filter(name -> Example.class.getResource("sns/" + name + ".txt") != null)
        .flatMap(name -> Stream.of(Way.POST, Way.GET).map(way -> arguments(name, way)));
  }

  @ParameterizedTest
  @MethodSource("withExample")
  void anActionIsAnsweredAsItsExampleSays(String action, Way way) throws IOException {
    Example.of("sns/" + action)
        .with("topic", client.topic())
        .with("name", QueryClient.newName())
        .play(client, way);
  }
}
