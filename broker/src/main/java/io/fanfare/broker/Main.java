package io.fanfare.broker;

import io.fanfare.broker.command.ExitCode;
import io.fanfare.broker.log.LastingLog;
import java.io.ObjectInputFilter;

/** The broker as a program. */
public final class Main {

  private Main() {}

  /** Starts a broker as {@code arguments} say, or ends with a code that says why not. */
  public static void main(String... arguments) {
    harden();
    boundBuffers();
    int code = new StartCommand(BrokerProcess::start, System.getenv()).parser().execute(arguments);
    if (code != ExitCode.OK) {
      System.exit(code);
    }
  }

  /**
   * No byte from outside may choose a class or ask for work without end; the log lasts, and its
   * entries begin on one line.
   */
  private static void harden() {
    if (ObjectInputFilter.Config.getSerialFilter() == null) {
      ObjectInputFilter.Config.setSerialFilter(input -> ObjectInputFilter.Status.REJECTED);
    }
    unlessSet("java.util.logging.manager", LastingLog.class.getName());
    unlessSet(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s %5$s%6$s%n");
    // A client of TLS 1.2 could ask for one handshake after the other on its connection.
    unlessSet("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    LastingLog.ready();
  }

  /**
   * What is outside the heap must be bounded too: a thread that once wrote a large array to a file
   * would keep a buffer of its length for good.
   */
  private static void boundBuffers() {
    unlessSet("jdk.nio.maxCachedBufferSize", "262144");
  }

  private static void unlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
