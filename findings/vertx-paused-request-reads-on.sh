#!/usr/bin/env bash
# Vert.x 5.0.12 (io.vertx:vertx-core): HttpServerRequest.pause(), called by the request handler at
# once, does not leave the body in the socket. The server reads on until its queue for that request is
# full, about a quarter of a megabyte, which stands in the heap of every paused request: five hundred
# of them hold more than 100 MB of bodies that nobody asked for.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>io.vertx</groupId><artifactId>vertx-core</artifactId><version>5.0.12</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:build-classpath -Dmdep.outputFile=classpath >&2
cat > PausedRequests.java <<'JAVA'
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

public class PausedRequests {
  private static final int BODY_BYTES = 32 << 20;

  public static void main(String[] arguments) throws Exception {
    Vertx vertx = Vertx.vertx();
    CompletableFuture<long[]> held = new CompletableFuture<>();
    HttpServer server =
        vertx.createHttpServer().requestHandler(request -> hold(vertx, request, held)).listen(0, "127.0.0.1").await();
    try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
      OutputStream out = socket.getOutputStream();
      String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      Thread sender = new Thread(() -> send(out));
      sender.setDaemon(true);
      sender.start();
      long[] seen = held.get();
      System.out.println("held by a paused request: " + seen[0] + " buffers, " + seen[1] + " bytes");
    }
    System.exit(0);
  }

  private static void hold(Vertx vertx, HttpServerRequest request, CompletableFuture<long[]> held) {
    request.pause();
    vertx.setTimer(
        1_500,
        late -> {
          long[] seen = new long[2];
          boolean[] over = new boolean[1];
          request.handler(
              buffer -> {
                if (!over[0]) {
                  seen[0]++;
                  seen[1] += buffer.length();
                }
              });
          request.resume();
          vertx.runOnContext(
              next -> {
                over[0] = true;
                held.complete(seen);
              });
        });
  }

  private static void send(OutputStream out) {
    try {
      for (int sent = 0; sent < BODY_BYTES; sent += 1 << 16) {
        out.write(new byte[1 << 16]);
      }
    } catch (java.io.IOException closed) {
      // The server has seen enough.
    }
  }
}
JAVA
seen=$(java -cp "$(cat classpath)" PausedRequests.java)
echo "$seen"
bytes=$(sed -n 's/.* buffers, \([0-9]*\) bytes$/\1/p' <<< "$seen")
[ "$bytes" -gt 131072 ]
[ "$bytes" -lt 1048576 ]
