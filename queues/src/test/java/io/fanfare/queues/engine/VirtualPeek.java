package io.fanfare.queues.engine;

import io.fanfare.core.Row;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.rows.Content;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.queues.rules.QueueSettings;
import io.fanfare.virtual.VirtualStore;
import java.util.List;
import java.util.Optional;

/** A look into a queue in a store in memory: does what a host does, at once. */
final class VirtualPeek {

  private final VirtualStore store;
  private final QueueRecord record;

  VirtualPeek(VirtualStore store, QueueRecord record) {
    this.store = store;
    this.record = record;
  }

  PeekMessages.Result peek(PeekMessages request, QueueSettings settings, long now) {
    Peek peek = new Peek(request, record);
    List<List<Row>> rows =
        peek.slices().stream()
            .map(slice -> store.rows(slice.table(), slice.from(), slice.to(), slice.limit()))
            .toList();
    PeekPage page = peek.page(rows, settings, now);
    for (List<ContentRef> refs = page.wanted(Room.AMPLE);
        !refs.isEmpty();
        refs = page.wanted(Room.AMPLE)) {
      page.loaded(refs.stream().map(this::content).toList());
    }
    return page.result();
  }

  private Optional<Content> content(ContentRef ref) {
    return store.get(ref.table(), ref.key()).map(row -> Content.decode(row, ref));
  }
}
