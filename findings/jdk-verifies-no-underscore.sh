#!/usr/bin/env bash
# JDK 17 to 25: no certificate is good for a host whose name has an underscore, as those of containers
# often have. A certificate for *.test is taken for a-b.test and refused for a_b.test, because the check
# of names takes that host for none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
keytool -genkeypair -keyalg EC -alias key -dname CN=finding -ext 'SAN=dns:*.test' -validity 2 \
  -storetype PKCS12 -keystore key.p12 -storepass changeit 2> keytool.log || { cat keytool.log; exit 1; }
cat > Underscore.java <<'JAVA'
import java.io.File;
import java.net.InetAddress;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

public class Underscore {
  public static void main(String[] arguments) throws Exception {
    char[] password = "changeit".toCharArray();
    KeyStore store = KeyStore.getInstance(new File("key.p12"), password);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, password);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("key", store.getCertificate("key"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (SSLServerSocket server =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 5, loopback)) {
      Thread answering = new Thread(() -> answer(server));
      answering.setDaemon(true);
      answering.start();
      for (String host : new String[] {"a-b.test", "a_b.test"}) {
        InetAddress named = InetAddress.getByAddress(host, loopback.getAddress());
        try (SSLSocket socket =
            (SSLSocket) context.getSocketFactory().createSocket(named, server.getLocalPort())) {
          SSLParameters parameters = socket.getSSLParameters();
          parameters.setEndpointIdentificationAlgorithm("HTTPS");
          socket.setSSLParameters(parameters);
          socket.startHandshake();
          System.out.println(host + ": trusted");
        } catch (SSLException e) {
          System.out.println(host + ": " + e.getMessage());
        }
      }
    }
  }

  private static void answer(SSLServerSocket server) {
    while (true) {
      try (SSLSocket socket = (SSLSocket) server.accept()) {
        socket.startHandshake();
        socket.getInputStream().read();
      } catch (java.io.IOException refused) {
        // The other end did not trust us.
      }
    }
  }
}
JAVA
seen=$(java Underscore.java)
echo "$seen"
grep -q '^a-b.test: trusted$' <<< "$seen"
grep -q '^a_b.test: .*Illegal given domain name' <<< "$seen"
