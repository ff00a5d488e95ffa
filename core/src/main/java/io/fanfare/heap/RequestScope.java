package io.fanfare.heap;

import io.vertx.core.Future;
import java.util.Objects;

/**
 * What a request may count on: for how long somebody waits for its answer, and on whose account the
 * heap is that it takes until then.
 *
 * @param gone completes once nobody waits for the answer, or nobody should
 * @param heap what the request and its answer hold; whoever answers closes it
 */
public record RequestScope(Future<Void> gone, HeapBudget.Lease heap) {

  public RequestScope {
    Objects.requireNonNull(gone);
    Objects.requireNonNull(heap);
  }
}
