package io.fanfare.broker;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The signal SIGHUP, which asks a program to read its files again. Java has signals beside its API
 * only: where they are not there, there is none. Nor is there one for a process that was started to
 * ignore it.
 */
final class HangUp {

  private static final System.Logger LOG = System.getLogger(HangUp.class.getName());

  private HangUp() {}

  /** From now on does {@code work} when the signal comes, which would else end the process. */
  static void on(Runnable work) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlers = Class.forName("sun.misc.SignalHandler");
      MethodHandle run =
          MethodHandles.publicLookup()
              .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
              .bindTo(work);
      Object handler =
          MethodHandleProxies.asInterfaceInstance(
              handlers, MethodHandles.dropArguments(run, 0, signal));
      signal
          .getMethod("handle", signal, handlers)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handler);
    } catch (ReflectiveOperationException | RuntimeException noSignals) {
      LOG.log(System.Logger.Level.DEBUG, "SIGHUP cannot be heard", noSignals);
    }
  }
}
