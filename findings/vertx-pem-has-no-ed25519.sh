#!/usr/bin/env bash
# Vert.x 5.0.12 on JDK 17 and newer: a server can have an Ed25519 key, but not from a PEM file. The
# JDK's TLS has spoken Ed25519 since 15, and Vert.x takes such a key and certificate in PKCS#12; the
# same two as PEM, as an authority or openssl hands them out, are refused when the server begins to
# listen, since its reader of PEM keys knows the identifiers of RSA and of EC only.
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
for algorithm in EC Ed25519; do
  keytool -genkeypair -keyalg "$algorithm" -alias key -dname CN=localhost -ext SAN=dns:localhost \
    -validity 30 -storetype PKCS12 -keystore "$algorithm.p12" -storepass changeit 2> /dev/null
done
cat > Finding.java <<'JAVA'
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.io.File;
import java.security.KeyStore;
import java.util.Base64;

public class Finding {
  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient CLIENT =
      VERTX.createHttpClient(new HttpClientOptions().setSsl(true).setTrustAll(true));

  public static void main(String[] arguments) throws Exception {
    for (String algorithm : new String[] {"EC", "Ed25519"}) {
      String path = algorithm + ".p12";
      KeyStore store = KeyStore.getInstance(new File(path), "changeit".toCharArray());
      KeyCertOptions pem =
          new PemKeyCertOptions()
              .addCertValue(pem("CERTIFICATE", store.getCertificate("key").getEncoded()))
              .addKeyValue(
                  pem("PRIVATE KEY", store.getKey("key", "changeit".toCharArray()).getEncoded()));
      System.out.println(algorithm + " in PKCS#12: " + status(
          new PfxOptions().setPath(path).setPassword("changeit")));
      System.out.println(algorithm + " in PEM: " + status(pem));
    }
    VERTX.close().await();
  }

  private static Buffer pem(String label, byte[] content) {
    return Buffer.buffer(
        "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content)
            + "\n-----END " + label + "-----\n");
  }

  private static String status(KeyCertOptions key) {
    try {
      HttpServer server =
          VERTX
              .createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(key))
              .requestHandler(request -> request.response().end())
              .listen(0, "localhost")
              .await();
      return "status "
          + CLIENT
              .request(HttpMethod.GET, server.actualPort(), "localhost", "/")
              .compose(request -> request.send())
              .await()
              .statusCode();
    } catch (Throwable refusal) {
      Throwable cause = refusal;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return "refused, " + cause.getMessage();
    }
  }
}
JAVA
java -cp "$(cat classpath)" Finding.java 2> errors | tee seen
cat > expected <<'TEXT'
EC in PKCS#12: status 200
EC in PEM: status 200
Ed25519 in PKCS#12: status 200
Ed25519 in PEM: refused, Unsupported algorithm identifier
TEXT
diff expected seen || { cat errors; exit 1; }
