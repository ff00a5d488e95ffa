package io.fanfare.broker;

import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What the JVM takes outside its heap, most of it for compiling. The C library keeps what was freed
 * unless it is asked to give it back, which is the JVM's command {@code System.trim_native_heap}.
 */
final class NativeHeap {

  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
  private static final String TRIM = "systemTrimNativeHeap";
  private static final long MILLIS = 10_000;

  private NativeHeap() {}

  /** Has it given back every ten seconds, where the JVM and the C library can. */
  static void keepTrimmed(Vertx vertx) {
    vertx.setPeriodic(
        MILLIS,
        timer ->
            vertx.executeBlocking(NativeHeap::trim).onFailure(absent -> vertx.cancelTimer(timer)));
  }

  /**
   * Has it given back once.
   *
   * @return what the JVM says about it
   * @throws JMException if it has no such command
   */
  static String trim() throws JMException {
    return String.valueOf(
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName(COMMANDS),
                TRIM,
                new Object[] {new String[0]},
                new String[] {String[].class.getName()}));
  }
}
