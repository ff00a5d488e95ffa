package io.fanfare.topics.engine;

import io.fanfare.core.Step;
import java.util.UUID;

/** A step at a time the test sets, with numbers in sequence instead of chance. */
final class VirtualStep implements Step {

  private long now;
  private long sequence;

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

  @Override
  public long nextSequence() {
    return ++sequence;
  }

  @Override
  public UUID randomUuid() {
    return new UUID(0x4000L, 0x8000_0000_0000_0000L | ++sequence);
  }
}
