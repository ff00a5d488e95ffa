package io.fanfare.push.http;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.push.DeliveryResult;
import io.fanfare.push.DeliveryResult.Outcome;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That nothing is posted but to an address that was vetted. */
class VettingTest extends SenderFixture {

  private final Set<String> hosts = ConcurrentHashMap.newKeySet();

  private int listen() {
    return listen(
        request -> {
          hosts.add(String.valueOf(request.getHeader("Host")));
          request.response().end();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "169.254.169.254", "fd00::1"})
  void oneDeniedAddressDeniesTheAttempt(String denied) {
    int port = listen();
    name("first.test", denied, LOOPBACK);
    name("last.test", LOOPBACK, denied);
    HttpSender sender = sender();
    for (String host : List.of("first.test", "last.test")) {
      DeliveryResult result = post(sender, "http://" + host + ":" + port + "/");
      assertEquals(Outcome.REFUSED, result.outcome());
      assertEquals(0, result.statusCode());
      assertTrue(
          result.reason().startsWith("No push goes to " + host + ":" + port + ", which has a "),
          result.reason());
    }
    assertEquals(0, connections.size());
  }

  @Test
  void aNameThatFlipsIsVettedAtEachAttempt() {
    int port = listen();
    HttpSender sender = sender();
    String url = "http://push.test:" + port + "/";
    assertEquals(Outcome.DELIVERED, post(sender, url).outcome());
    name("push.test", "169.254.169.254");
    assertEquals(Outcome.REFUSED, post(sender, url).outcome());
    name("push.test", LOOPBACK);
    assertEquals(Outcome.DELIVERED, post(sender, url).outcome());
    assertEquals(List.of("push.test", "push.test", "push.test"), lookUps);
  }

  /** Nothing but the vetted answer can know where this name leads. */
  @Test
  void theVettedAddressIsConnectedToUnderTheNameOfTheUrl() {
    int port = listen();
    name("rebound.invalid", LOOPBACK);
    assertEquals(
        Outcome.DELIVERED, post(sender(), "http://rebound.invalid:" + port + "/").outcome());
    assertEquals(Set.of("rebound.invalid:" + port), hosts);
    assertEquals(List.of("rebound.invalid"), lookUps);
  }

  @Test
  void aConnectionIsNotUsedForAnAddressThatTheNameHasNoMore() {
    int port = listen();
    HttpSender sender = sender();
    String url = "http://push.test:" + port + "/";
    assertEquals(Outcome.DELIVERED, post(sender, url).outcome());
    name("push.test", "127.0.0.2");
    assertEquals(Outcome.FAILED, post(sender, url).outcome());
  }

  @Test
  void theNextAddressIsTriedIfOneCannotBeConnectedTo() {
    int port = listen();
    name("push.test", "127.0.0.2", "::1", LOOPBACK);
    assertEquals(Outcome.DELIVERED, post(sender(), "http://push.test:" + port + "/").outcome());
  }

  @Test
  void aLiteralIsNotLookedUp() {
    int port = listen();
    String url = "http://%s:" + port + "/";
    HttpSender sender = sender();
    assertEquals(Outcome.DELIVERED, post(sender, url.formatted(LOOPBACK)).outcome());
    assertEquals(Outcome.DELIVERED, post(sender, url.formatted("[::ffff:127.0.0.1]")).outcome());
    assertEquals(Outcome.REFUSED, post(sender, url.formatted("[::ffff:10.0.0.1]")).outcome());
    assertEquals(Outcome.REFUSED, post(sender, url.formatted("10.0.0.1")).outcome());
    assertEquals(List.of(), lookUps);
  }

  @Test
  void anIpv6LiteralIsPostedTo() {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  hosts.add(String.valueOf(request.getHeader("Host")));
                  request.response().end();
                });
    int port = await(server.listen(0, "::1")).actualPort();
    DeliveryResult result = post(sender(), "http://[::1]:" + port + "/");
    assertEquals(Outcome.DELIVERED, result.outcome(), result.reason());
    assertEquals(Set.of("[::1]:" + port), hosts);
  }

  @Test
  void theBrokerItselfIsNotPostedTo() {
    int port = listen();
    HttpSender sender =
        sender(
            new HttpSenderOptions()
                .setOwnPorts(own -> own == port)
                .setAllowedRanges(List.of("0.0.0.0/0", "::/0")));
    for (String host : List.of("push.test", LOOPBACK, "[::1]", "0.0.0.0", "[::]")) {
      DeliveryResult result = post(sender, "http://" + host + ":" + port + "/");
      assertEquals(Outcome.REFUSED, result.outcome());
      assertEquals(
          "No push goes to " + host + ":" + port + ", which is this broker", result.reason());
    }
  }

  @Test
  void theBrokersOtherAddressesAreItsOwnToo() throws Exception {
    HttpSender sender =
        sender(
            new HttpSenderOptions()
                .setOwnPorts(own -> own == 4566)
                .setAllowedRanges(List.of("0.0.0.0/0", "::/0")));
    List<InetAddress> addresses =
        NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList();
    for (InetAddress address : addresses) {
      names.put("own.test", List.of(address));
      assertEquals(Outcome.REFUSED, post(sender, "http://own.test:4566/").outcome());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 25, 1023})
  void portsOfOtherServicesAreNotPostedTo(int port) {
    DeliveryResult result = post(sender(), "http://push.test:" + port + "/");
    assertEquals(Outcome.REFUSED, result.outcome());
    assertEquals(
        "No push goes to push.test:"
            + port
            + ", which has a port that is neither 80, 443 nor above 1023",
        result.reason());
    assertEquals(List.of(), lookUps);
  }

  @Test
  void anUnknownNameIsAFailure() {
    DeliveryResult result = post(sender(), "http://nowhere.test/");
    assertEquals(Outcome.FAILED, result.outcome());
    assertEquals("No address was found for nowhere.test", result.reason());
    names.put("nowhere.test", List.of());
    assertEquals(Outcome.FAILED, post(sender(), "http://nowhere.test/").outcome());
  }

  @Test
  void loopbackIsNotPostedToUnlessItIsAllowed() {
    int port = listen();
    HttpTarget target = HttpTarget.parse("http://localhost:" + port + "/");
    MultiMap none = MultiMap.caseInsensitiveMultiMap();
    DeliveryResult denied =
        await(new HttpSender(vertx, new HttpSenderOptions()).post(target, none, BODY));
    assertEquals(
        "No push goes to localhost:" + port + ", which has a loopback address", denied.reason());
    assertEquals(0, connections.size());
    HttpSenderOptions allowed = new HttpSenderOptions().setLoopbackAllowed(true);
    DeliveryResult delivered = await(new HttpSender(vertx, allowed).post(target, none, BODY));
    assertEquals(Outcome.DELIVERED, delivered.outcome(), delivered.reason());
  }
}
