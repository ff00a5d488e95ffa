package io.fanfare.functions.rows;

import io.fanfare.core.Arn;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Lists;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import io.fanfare.functions.model.MappingDefinition;
import io.fanfare.queues.model.QueueName;
import java.util.Map;
import java.util.UUID;

/**
 * A mapping as it is stored.
 *
 * @param id where its row stands; never used for another one
 * @param arn its own ARN, of which its owner is the account
 * @param queue the ARN of its queue
 * @param definition what was chosen of it
 * @param tags by their keys
 * @param modifiedAt when it was changed last, in milliseconds since 1970
 */
public record MappingRecord(
    long id,
    Arn arn,
    Arn queue,
    MappingDefinition definition,
    Map<String, String> tags,
    long modifiedAt) {

  private static final int VERSION = 1;
  private static final String RESOURCE = "event-source-mapping:";

  public MappingRecord {
    tags = Lists.orEmpty(tags);
  }

  /** The ARN of the mapping {@code uuid} of an account in a region. */
  public static Arn arn(String region, String account, UUID uuid) {
    return new Arn(Arn.partitionOf(region), "lambda", region, account, RESOURCE + uuid);
  }

  /** Its id, in lower case. */
  public String uuid() {
    return arn.resource().substring(RESOURCE.length());
  }

  /** The name of its queue. */
  public QueueName queueName() {
    return QueueName.of(queue);
  }

  /** The same mapping, changed at {@code at}. */
  public MappingRecord with(MappingDefinition changed, long at) {
    return new MappingRecord(id, arn, queue, changed, tags, at);
  }

  /** The same mapping with other tags. */
  public MappingRecord with(Map<String, String> changed) {
    return new MappingRecord(id, arn, queue, definition, changed, modifiedAt);
  }

  /** The mapping that {@code row} at {@code id} keeps. */
  public static MappingRecord decode(long id, byte[] row) {
    RowReader reader = new RowReader("mapping", VERSION, row);
    return new MappingRecord(
        id,
        Arn.parse(reader.text()).orElseThrow(),
        Arn.parse(reader.text()).orElseThrow(),
        definition(reader),
        reader.map(),
        reader.int64());
  }

  private static MappingDefinition definition(RowReader reader) {
    return new MappingDefinition(
        reader.text(),
        reader.flag(),
        new MappingDefinition.Batch(reader.int32(), reader.int32(), reader.flag()),
        reader.texts(),
        new MappingDefinition.Concurrency(reader.int32(), reader.int32(), reader.int32()),
        reader.text(),
        reader.texts());
  }

  /** The change that makes this the mapping's row. */
  public Change put() {
    RowWriter row = new RowWriter(VERSION).text(arn.toString()).text(queue.toString());
    write(definition, row);
    byte[] bytes = row.map(tags).int64(modifiedAt).toRow();
    return Change.put(FunctionTables.MAPPINGS, Key.of(id), bytes);
  }

  private static void write(MappingDefinition definition, RowWriter row) {
    MappingDefinition.Batch batch = definition.batch();
    row.text(definition.functionArn())
        .flag(definition.enabled())
        .int32(batch.size())
        .int32(batch.windowSeconds())
        .flag(batch.reportsFailures())
        .texts(definition.filters());
    MappingDefinition.Concurrency concurrency = definition.concurrency();
    row.int32(concurrency.maximum())
        .int32(concurrency.minimumPollers())
        .int32(concurrency.maximumPollers())
        .text(definition.kmsKeyArn())
        .texts(definition.metrics());
  }

  /** The change that removes the row. */
  public Change remove() {
    return Change.remove(FunctionTables.MAPPINGS, Key.of(id));
  }
}
