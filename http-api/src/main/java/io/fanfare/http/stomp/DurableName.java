package io.fanfare.http.stomp;

import io.fanfare.core.CommonError;
import io.fanfare.http.stomp.frame.Frame;
import io.fanfare.queues.model.QueueName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By what a client knows a durable subscription again.
 *
 * @param client how the client calls itself
 * @param name how it calls the subscription
 */
record DurableName(String client, String name) {

  /** The headers that name one: ours, and what older clients of other brokers say. */
  static final List<String> HEADERS =
      List.of("durable-subscription-name", "activemq.subscriptionName", "durable-subscriber-name");

  private static final String CLIENT = "[A-Za-z0-9-]{1,36}";
  private static final String NAME = "[A-Za-z0-9_-]{1,32}";

  DurableName {
    checkClient(client);
    if (!name.matches(NAME)) {
      throw CommonError.INVALID_PARAMETER_VALUE.refuse(
          "A durable-subscription-name has 1 to 32 letters, digits, underscores and hyphens.");
    }
  }

  /** Refuses what is no name of a client. */
  static void checkClient(String client) {
    if (!client.matches(CLIENT)) {
      throw CommonError.INVALID_PARAMETER_VALUE.refuse(
          "A client-id has 1 to 36 letters, digits and hyphens.");
    }
  }

  /** What {@code frame} names, if it names one, of the client that CONNECT may have named. */
  static Optional<DurableName> of(Frame frame, @Nullable String connected) {
    Optional<String> name =
        HEADERS.stream()
            .map(header -> Optional.ofNullable(frame.header(header)))
            .flatMap(Optional::stream)
            .findFirst();
    String client = connected == null ? frame.header(Names.CLIENT_ID) : connected;
    if (name.isPresent() && client == null) {
      throw CommonError.MISSING_PARAMETER.refuse(
          "A durable subscription needs the header client-id.");
    }
    return name.map(one -> new DurableName(String.valueOf(client), one));
  }

  /** The name of the queue of it, which no other has: a client has no underscore in its name. */
  String queue(boolean fifo) {
    return "stomp_" + client + "_" + name + (fifo ? QueueName.FIFO_SUFFIX : "");
  }
}
