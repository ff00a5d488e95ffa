package io.fanfare.queues.engine;

import io.fanfare.core.Attributes;
import io.fanfare.core.Row;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.QueueKind;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.queues.rules.QueueSettings;
import java.util.List;
import java.util.Map;

/** A look into a queue in a store in memory: does what a host does, at once. */
final class VirtualPeek {

  private final VirtualStore store;
  private final QueueRecord queue;

  VirtualPeek(VirtualStore store, long generation, Attributes attributes) {
    this.store = store;
    QueueName name = new QueueName("000000000000", "us-east-1", "q");
    QueueRecord.Times never = new QueueRecord.Times(0, 0, 0, 0);
    this.queue = new QueueRecord(1, QueueKind.USER, name, generation, attributes, Map.of(), never);
  }

  PeekMessages.Result peek(PeekMessages request, QueueSettings settings, long now) {
    Peek peek = new Peek(request, queue);
    List<List<Row>> rows =
        peek.slices().stream()
            .map(slice -> store.scan(slice.table(), slice.from(), slice.to(), slice.limit()))
            .toList();
    PeekPage page = peek.page(rows, settings, now);
    for (List<ContentRef> refs = page.wanted(Room.AMPLE);
        !refs.isEmpty();
        refs = page.wanted(Room.AMPLE)) {
      page.loaded(refs.stream().map(ref -> store.get(ref.table(), ref.key())).toList());
    }
    return page.result();
  }
}
