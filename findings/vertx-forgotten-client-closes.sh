#!/usr/bin/env bash
# Vert.x 5.0.12 (io.vertx:vertx-core): a WebSocketClient that nobody holds any more is closed when the
# garbage collector finds it, and a handshake that is under way does not hold it. So
# vertx.createWebSocketClient().connect(...), with the future of it held, fails now and then, when
# a collection comes before the server's answer: "Connection closed while handshake in process". With
# a client that is held the same handshake waits through as many collections.
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
    <dependency>
      <groupId>io.vertx</groupId>
      <artifactId>vertx-core</artifactId>
      <version>5.0.12</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:build-classpath -Dmdep.outputFile=classpath >&2
cat > Finding.java <<'JAVA'
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.net.ServerSocket;
import java.net.Socket;

public class Finding {
  public static void main(String[] arguments) {
    try {
      show();
      System.exit(0);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void show() throws Exception {
    // A server that takes its time: the bytes of the request arrive, and the answer is not there yet.
    ServerSocket server = new ServerSocket(0);
    Vertx vertx = Vertx.vertx();
    WebSocketClient[] clients = {vertx.createWebSocketClient()};
    Future<WebSocket> forgotten = clients[0].connect(server.getLocalPort(), "localhost", "/");
    Socket first = server.accept();
    first.getInputStream().read();
    clients[0] = null;
    System.out.println("client forgotten: " + fate(forgotten));
    WebSocketClient client = vertx.createWebSocketClient();
    Future<WebSocket> waiting = client.connect(server.getLocalPort(), "localhost", "/");
    Socket second = server.accept();
    second.getInputStream().read();
    System.out.println("client held: " + fate(waiting));
    java.lang.ref.Reference.reachabilityFence(client);
    java.lang.ref.Reference.reachabilityFence(vertx);
  }

  /** What has become of a handshake after three seconds of collections. */
  private static String fate(Future<WebSocket> handshake) throws Exception {
    for (int i = 0; i < 30 && !handshake.isComplete(); i++) {
      System.gc();
      Thread.sleep(100);
    }
    return handshake.isComplete() ? String.valueOf(handshake.cause().getMessage()) : "waiting";
  }
}
JAVA
java -cp "$(cat classpath)" Finding.java 2> errors | tee output || { cat errors >&2; exit 1; }
grep -qx 'client forgotten: Connection closed while handshake in process' output
grep -qx 'client held: waiting' output
