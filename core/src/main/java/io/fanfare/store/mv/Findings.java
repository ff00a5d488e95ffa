package io.fanfare.store.mv;

import io.fanfare.store.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What was found, of which only the first are kept. */
final class Findings implements Consumer<Finding> {

  private static final int KEPT = 1_000;

  private final List<Finding> kept = new ArrayList<>();
  private long damaged;
  private long more;

  @Override
  public void accept(Finding finding) {
    damaged += finding.kind() == Finding.Kind.DAMAGE ? 1 : 0;
    if (kept.size() < KEPT) {
      kept.add(finding);
    } else {
      more++;
    }
  }

  /** Takes in damage that is about no row. */
  void damage(String what) {
    accept(Finding.damage(what));
  }

  /** Whether something is damaged, as far as was looked. */
  boolean hasDamage() {
    return damaged > 0;
  }

  List<Finding> kept() {
    return List.copyOf(kept);
  }

  long more() {
    return more;
  }
}
