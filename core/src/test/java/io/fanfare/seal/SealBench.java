package io.fanfare.seal;

import io.fanfare.core.Key;
import io.fanfare.fixture.CostOfCall;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Measures what it costs to seal a row and to open it; run by hand: {@code SealBench [seconds]}.
 * What is copied is the row itself, in the same length, so as to tell what is owed to the cipher.
 */
final class SealBench {

  private SealBench() {}

  public static void main(String[] arguments) {
    CostOfCall cost = new CostOfCall(arguments.length > 0 ? Long.parseLong(arguments[0]) : 5);
    SecureRandom chance = new SecureRandom();
    byte[] bytes = new byte[MasterKey.BYTES];
    chance.nextBytes(bytes);
    MasterKey master =
        new MasterKey(
            UUID.randomUUID(),
            Set.of(MasterKeys.DEFAULT_ALIAS),
            Instant.EPOCH,
            MasterKey.State.ENABLED,
            bytes);
    Seals seals = new Seals(new MasterKeys(List.of(master)), System::currentTimeMillis, chance);
    DataKeySlot slot = new DataKeySlot(1);
    for (int size : new int[] {64, 1_024, 16_384, 262_144}) {
      byte[] row = new byte[size];
      Place place = new Place("bodies", Key.of(size));
      byte[] sealed = seals.key(slot, Sealing.MANAGED).orElseThrow().seal(row, place);
      cost.measure("copy " + size, () -> row.clone().length == size);
      cost.measure(
          "seal " + size,
          () -> seals.key(slot, Sealing.MANAGED).orElseThrow().seal(row, place).length > size);
      cost.measure("open " + size, () -> seals.open(sealed, place).length == size);
    }
    cost.measure("data key", () -> !DataKey.make(master, 1, 0, chance).toString().isEmpty());
  }
}
