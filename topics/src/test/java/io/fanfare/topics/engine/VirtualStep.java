package io.fanfare.topics.engine;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Step;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A step at a time the test sets, with numbers in sequence instead of chance. */
final class VirtualStep implements Step {

  private long now;
  private long sequence;
  private long numbers = Long.MAX_VALUE;
  private @Nullable BrokerException refusal;

  VirtualStep(long now) {
    this.now = now;
  }

  void setNow(long millis) {
    now = millis;
  }

  @Override
  public long now() {
    return now;
  }

  /** Gives out so many more numbers in sequence, and then refuses. */
  void refuseAfter(int more, BrokerException with) {
    numbers = more;
    refusal = with;
  }

  @Override
  public long nextSequence() {
    BrokerException refused = refusal;
    if (numbers-- <= 0 && refused != null) {
      throw refused;
    }
    return ++sequence;
  }

  @Override
  public UUID randomUuid() {
    return new UUID(0x4000L, 0x8000_0000_0000_0000L | ++sequence);
  }
}
