package io.fanfare.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

/** How many connections may be about to agree on TLS, and when one is no more. */
class HandshakesTest {

  private final Handshakes handshakes = new Handshakes(2);
  private final EmbeddedChannel acceptor = new EmbeddedChannel(handshakes);

  private EmbeddedChannel accept() {
    EmbeddedChannel connection = new EmbeddedChannel();
    acceptor.writeInbound(connection);
    return connection;
  }

  @Test
  void thoseThatAreTooManyAreClosedAndCounted() {
    EmbeddedChannel first = accept();
    EmbeddedChannel second = accept();
    EmbeddedChannel third = accept();
    assertTrue(first.isOpen() && second.isOpen());
    assertFalse(third.isOpen());
    assertEquals(1, handshakes.refused());
    assertEquals(2, handshakes.underWay());
  }

  @Test
  void whoeverHasAgreedOrGoneMakesRoomOnce() {
    EmbeddedChannel first = accept();
    EmbeddedChannel second = accept();
    handshakes.done(first);
    handshakes.done(first);
    assertEquals(1, handshakes.underWay());
    assertTrue(first.close().isSuccess());
    assertEquals(1, handshakes.underWay());
    assertTrue(second.close().isSuccess());
    second.runPendingTasks();
    assertEquals(0, handshakes.underWay());
    assertTrue(accept().isOpen());
  }
}
