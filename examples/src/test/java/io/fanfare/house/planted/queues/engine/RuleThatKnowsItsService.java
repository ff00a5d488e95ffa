package io.fanfare.house.planted.queues.engine;

import io.fanfare.house.planted.queues.PlantedService;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** An engine that imports its service, a framework, a clock and chance. */
public final class RuleThatKnowsItsService {

  private final Random random = new Random(1);

  /** All that a rule must not ask. */
  public Future<String> ask(PlantedService service) {
    return Future.succeededFuture(
        service.engine() + System.currentTimeMillis() + UUID.randomUUID() + random.nextInt());
  }

  /** A clock read inside a rule. */
  public Instant time() {
    return Instant.now();
  }
}
