package io.fanfare.broker;

import io.fanfare.broker.command.ExitCode;
import io.fanfare.core.Change;
import io.fanfare.fixture.FaultyStore;
import io.fanfare.store.Store;
import java.util.List;

/** The broker as a program in which messages are faults: planted in the middle of a step. */
public final class FaultyProcess {

  /** A message that is a bug. */
  static final String BUG = "planted bug";

  /** A message for which there is no memory. */
  static final String NO_MEMORY = "planted memory";

  /** A message that is too deep for the stack. */
  static final String NO_STACK = "planted stack";

  private FaultyProcess() {}

  public static void main(String... arguments) {
    int code =
        new StartCommand(options -> BrokerProcess.start(options, FaultyProcess::faulty))
            .parser()
            .execute(arguments);
    if (code != ExitCode.OK) {
      System.exit(code);
    }
  }

  private static Store faulty(Store store) {
    return new FaultyStore(store, FaultyProcess::fail);
  }

  /** Fails where what a fault is planted in would be written. */
  private static void fail(List<Change> changes) {
    for (Change change : changes) {
      String text = FaultyStore.textOf(change);
      if (text.contains(BUG)) {
        throw new IllegalStateException(BUG);
      } else if (text.contains(NO_MEMORY)) {
        throw new OutOfMemoryError(NO_MEMORY);
      } else if (text.contains(NO_STACK)) {
        throw new StackOverflowError(NO_STACK);
      }
    }
  }
}
