package io.fanfare.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fanfare.store.Backup;
import io.vertx.core.json.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How a command and a broker talk: a line of JSON each. */
final class ControlLine {

  private static final int MOST_BYTES = 16_384;
  private static final String REFUSED = "refused";

  private ControlLine() {}

  static void write(SocketChannel channel, JsonObject said) throws IOException {
    ByteBuffer line = ByteBuffer.wrap((said.encode() + "\n").getBytes(UTF_8));
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }

  /**
   * The next line.
   *
   * @throws EOFException if there is none, or it is too long
   */
  static String read(SocketChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      if (bytes.position() > 0 && bytes.get(bytes.position() - 1) == '\n') {
        return UTF_8.decode(bytes.flip()).toString();
      }
    }
    throw new EOFException("The line does not end");
  }

  /**
   * What the broker that uses {@code data} answers to {@code question}; nothing if none does.
   *
   * @throws RefusedException if it refuses, or gives no answer
   */
  static Optional<JsonObject> ask(Path data, JsonObject question) {
    Path socket = ControlSocket.in(data);
    if (!Files.exists(socket)) {
      return Optional.empty();
    }
    try (SocketChannel broker = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      broker.connect(UnixDomainSocketAddress.of(socket));
      write(broker, question);
      JsonObject answer = new JsonObject(read(broker));
      if (answer.containsKey(REFUSED)) {
        throw new RefusedException(answer.getString(REFUSED));
      }
      return Optional.of(answer);
    } catch (ConnectException nobody) {
      return Optional.empty();
    } catch (IOException e) {
      throw new RefusedException("The broker that uses " + data + " does not answer: " + e);
    }
  }

  static JsonObject refusal(String sentence) {
    return new JsonObject().put(REFUSED, sentence);
  }

  static JsonObject of(Backup made) {
    return new JsonObject()
        .put("rows", made.rows())
        .put("bytes", made.bytes())
        .put("pauseMicros", made.pause().toNanos() / 1_000)
        .put("millis", made.took().toMillis());
  }
}
