#!/usr/bin/env bash
# Vert.x 5.0.12 with Netty's epoll transport 4.2.13 on the class path: once
# setPreferNativeTransport(true) finds it, a port in use no longer fails with java.net.BindException.
# Netty's native transport has a subclass of java.net.ConnectException for a refused connect, but
# none of BindException for bind: that is Errors.NativeIoException, which is an IOException and no
# SocketException. A program that tells by the class whether its port is taken no longer can.
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
    <dependency>
      <groupId>io.netty</groupId>
      <artifactId>netty-transport-native-epoll</artifactId>
      <version>4.2.13.Final</version>
      <classifier>linux-x86_64</classifier>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:build-classpath -Dmdep.outputFile=classpath >&2
cat > Finding.java <<'JAVA'
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;

public class Finding {
  public static void main(String[] arguments) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (boolean isNative : new boolean[] {false, true}) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(isNative));
        Throwable bind = bind(vertx, taken.getLocalPort());
        Throwable connect = connect(vertx);
        System.out.println(
            (vertx.isNativeTransportEnabled() ? "native" : "NIO")
                + ": bind " + (bind instanceof SocketException)
                + ", connect " + (connect instanceof ConnectException));
        System.err.println(bind + " / " + connect);
        vertx.close().await();
      }
    }
  }

  private static Throwable bind(Vertx vertx, int port) {
    try {
      vertx.createNetServer().connectHandler(c -> {}).listen(port, "127.0.0.1").await();
      return null;
    } catch (Throwable refusal) {
      return refusal;
    }
  }

  private static Throwable connect(Vertx vertx) throws Exception {
    int free;
    try (ServerSocket closed = new ServerSocket(0)) {
      free = closed.getLocalPort();
    }
    try {
      vertx.createNetClient().connect(free, "127.0.0.1").await();
      return null;
    } catch (Throwable refusal) {
      return refusal;
    }
  }
}
JAVA
javac -cp "$(cat classpath)" -proc:none -d . Finding.java
said=$(java -cp ".:$(cat classpath)" Finding)
echo "$said"
[ "$said" = "NIO: bind true, connect true
native: bind false, connect true" ]
