package io.fanfare.broker;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * The signal SIGHUP, which asks a program to read its files again. Java has signals beside its API
 * only: where they are not there, there is none.
 */
final class HangUp {

  private static final System.Logger LOG = System.getLogger(HangUp.class.getName());

  private HangUp() {}

  /** From now on does {@code work} when the signal comes, which would else end the process. */
  static void on(Runnable work) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("handle")) {
            work.run();
          }
          return null;
        };
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlers = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(HangUp.class.getClassLoader(), new Class<?>[] {handlers}, handler);
      signal
          .getMethod("handle", signal, handlers)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
    } catch (ReflectiveOperationException | RuntimeException noSignals) {
      LOG.log(System.Logger.Level.DEBUG, "SIGHUP cannot be heard", noSignals);
    }
  }
}
