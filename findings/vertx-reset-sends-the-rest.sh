#!/usr/bin/env bash
# Vert.x 5.0.12 (io.vertx:vertx-core): HttpClientRequest.reset(), and close() of its connection, do not
# close a connection whose other end does not read. The close waits behind what is not written yet, so
# socket and body stay for as long as the other end likes; when it reads on at last, it is sent all of
# a request that was given up.
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
cat > ResetRequest.java <<'JAVA'
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public class ResetRequest {
  private static final int BODY_BYTES = 64 << 20;

  public static void main(String[] arguments) throws Exception {
    Vertx vertx = Vertx.vertx();
    HttpClientAgent client = vertx.createHttpClient();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      HttpClientRequest request =
          client.request(HttpMethod.POST, server.getLocalPort(), "127.0.0.1", "/").await();
      try (Socket socket = server.accept()) {
        request.end(Buffer.buffer(new byte[BODY_BYTES]));
        Thread.sleep(500);
        System.out.println("reset: " + request.reset().await());
        try {
          request.connection().close().await(3, TimeUnit.SECONDS);
          System.out.println("closed");
        } catch (TimeoutException e) {
          System.out.println("still open after 3 s");
        }
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[1 << 16];
        long read = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          read += count;
        }
        System.out.println("read after the reset: " + read + " bytes");
      }
    }
    System.exit(0);
  }
}
JAVA
seen=$(java -cp "$(cat classpath)" ResetRequest.java)
echo "$seen"
grep -q '^still open after 3 s$' <<< "$seen"
bytes=$(sed -n 's/^read after the reset: \([0-9]*\) bytes$/\1/p' <<< "$seen")
[ "$bytes" -gt 67108864 ]
