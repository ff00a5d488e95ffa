package io.fanfare.store.mv;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.BrokerException;
import io.fanfare.store.mv.file.EngineFiles;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No number of the sequence is ever handed out twice. */
final class SequenceTest {

  private static final EngineFiles.Limits LIMITS = SimulatedFiles.limits(64 << 10, 1_000);

  @Test
  void numbersRiseAcrossCrashesAtAnyMoment() {
    Random random = new Random(7);
    SimulatedFiles.Image image = SimulatedFiles.Image.EMPTY;
    long highest = 0;
    for (int life = 0; life < 10; life++) {
      SimulatedFiles files = new SimulatedFiles(image);
      CommitEngine engine = files.open(LIMITS);
      Sequence sequence = opened(engine);
      for (int commit = 0; commit < 6; commit++) {
        for (int i = random.nextInt(400_000); i >= 0; i--) {
          long number = sequence.take();
          assertTrue(number > highest);
          highest = number;
        }
        sequence.beforeCommit(engine);
        engine.commit();
        if (commit + life % 2 < 6) {
          sequence.afterCommit();
        }
      }
      image = files.powerImage(random, 512, .5);
      engine.abort();
      files.close();
    }
  }

  @Test
  void numbersEndWhereTheyAreNotDurable() {
    SimulatedFiles files = new SimulatedFiles(SimulatedFiles.Image.EMPTY);
    CommitEngine engine = files.open(LIMITS);
    Sequence sequence = opened(engine);
    assertThrows(
        BrokerException.class,
        () -> {
          for (int i = 0; i < 3 << 20; i++) {
            long unused = sequence.take();
          }
        });
    sequence.beforeCommit(engine);
    engine.commit();
    sequence.afterCommit();
    assertTrue(sequence.take() > 1 << 20);
    engine.close();
    files.close();
  }

  private static Sequence opened(CommitEngine engine) {
    Sequence sequence = new Sequence(engine.sequenceCeiling());
    sequence.beforeCommit(engine);
    engine.commit();
    sequence.afterCommit();
    return sequence;
  }
}
