package io.fanfare.broker;

import java.io.ObjectInputFilter;

/** The broker as a program. */
public final class Main {

  private Main() {}

  /** Starts a broker as {@code arguments} say, or ends with a code that says why not. */
  public static void main(String... arguments) {
    harden();
    int code = new StartCommand(BrokerProcess::start).parser().execute(arguments);
    if (code != ExitCode.OK) {
      System.exit(code);
    }
  }

  /** No byte from outside may choose a class; the log lasts, and its entries begin on one line. */
  private static void harden() {
    if (ObjectInputFilter.Config.getSerialFilter() == null) {
      ObjectInputFilter.Config.setSerialFilter(input -> ObjectInputFilter.Status.REJECTED);
    }
    String manager = "java.util.logging.manager";
    if (System.getProperty(manager) == null) {
      System.setProperty(manager, LastingLog.class.getName());
    }
    String format = "java.util.logging.SimpleFormatter.format";
    if (System.getProperty(format) == null) {
      System.setProperty(format, "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s %5$s%6$s%n");
    }
    LastingLog.ready();
  }
}
