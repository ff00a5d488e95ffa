package io.fanfare.broker.proof;

import java.net.URI;

/** A running broker that tests talk to over the wire. */
public interface BrokerUnderTest extends AutoCloseable {

  /** Where it listens. */
  URI endpoint();

  /** Ends it in good order. */
  @Override
  void close();
}
