package io.fanfare.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fanfare.core.MessageAttribute;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import java.util.Collections;
import java.util.Map;
import java.util.function.Supplier;

/** Prints what reading and writing the commonest requests costs. */
final class CodecSpeed {

  private static final int ROUNDS = 200_000;
  private static final int WARM_UPS = 5;

  private CodecSpeed() {}

  public static void main(String[] arguments) {
    String url = "http://localhost:4566/000000000000/orders";
    String body = "{\\\"k\\\":1} text ".repeat(68);
    byte[] send =
        ("{\"QueueUrl\":\"" + url + "\",\"MessageBody\":\"" + body + "\"}").getBytes(UTF_8);
    byte[] accented = new String(send, UTF_8).replace("text", "tëxt").getBytes(UTF_8);
    byte[] receive =
        ("{\"QueueUrl\":\"" + url + "\",\"MaxNumberOfMessages\":10,\"WaitTimeSeconds\":20}")
            .getBytes(UTF_8);
    Structure<SendMessage> sending = Structure.of(SendMessage.class);
    Structure<ReceiveMessage> receiving = Structure.of(ReceiveMessage.class);
    Structure<SendMessage.Result> sent = Structure.of(SendMessage.Result.class);
    Structure<ReceiveMessage.Result> received = Structure.of(ReceiveMessage.Result.class);
    ReceiveMessage.Result messages = messages();
    SendMessage.Result result =
        new SendMessage.Result(
            "5fea7756-0ea4-451a-a703-a558b933e274", "f".repeat(32), null, null, null);
    Parameters form =
        Parameters.of(
            null, ("QueueUrl=" + url + "&MessageBody=" + "a".repeat(1_024)).getBytes(UTF_8));
    measure("read SendMessage, 1 KiB", () -> JsonProtocol.read(sending, send));
    measure("read SendMessage, 1 KiB, accented", () -> JsonProtocol.read(sending, accented));
    measure("write SendMessage.Result", () -> JsonProtocol.write(sent, result));
    measure("read ReceiveMessage", () -> JsonProtocol.read(receiving, receive));
    measure(
        "write ReceiveMessage.Result, 10 x 1 KiB", () -> JsonProtocol.write(received, messages));
    QueryProtocol query = new QueryProtocol(Service.SQS);
    measure("read SendMessage from a form", () -> query.read("SendMessage", sending, form));
    measure(
        "write ReceiveMessage.Result as XML",
        () -> query.write("ReceiveMessage", received, messages, "id"));
  }

  private static ReceiveMessage.Result messages() {
    Message message =
        new Message(
            "5fea7756-0ea4-451a-a703-a558b933e274",
            "A".repeat(64),
            "f".repeat(32),
            "a".repeat(1_024),
            Map.of("SentTimestamp", "1700000000000", "ApproximateReceiveCount", "1"),
            "f".repeat(32),
            Map.of("kind", MessageAttribute.string("order")));
    return new ReceiveMessage.Result(Collections.nCopies(10, message));
  }

  private static void measure(String title, Supplier<Object> work) {
    double best = Double.MAX_VALUE;
    int seen = 0;
    for (int i = 0; i < WARM_UPS; i++) {
      long start = System.nanoTime();
      for (int j = 0; j < ROUNDS; j++) {
        seen |= System.identityHashCode(work.get().getClass());
      }
      best = Math.min(best, (System.nanoTime() - start) / 1_000.0 / ROUNDS);
    }
    System.out.printf("%-42s %6.2f us%s%n", title, best, seen == 0 ? "?" : "");
  }
}
