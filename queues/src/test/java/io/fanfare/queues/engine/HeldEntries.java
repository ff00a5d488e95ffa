package io.fanfare.queues.engine;

/** How many entries a budget counts in the heap, told by when it turns narrow. */
final class HeldEntries {

  private static final int NARROW = new WindowBudget(0).capacity();
  private static final long MOST = 1L << 40;

  private HeldEntries() {}

  /** The entries that {@code budget} of {@code most} counts. */
  static long of(WindowBudget budget, long most) {
    long held = 0;
    for (long bit = MOST; bit > 0; bit /= 2) {
      held += holds(budget, most, held + bit) ? bit : 0;
    }
    return held;
  }

  private static boolean holds(WindowBudget budget, long most, long entries) {
    budget.changed(most - entries);
    boolean reached = budget.capacity() == NARROW;
    budget.changed(entries - most);
    return reached;
  }
}
