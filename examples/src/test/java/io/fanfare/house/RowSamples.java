package io.fanfare.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fanfare.core.Arn;
import io.fanfare.core.Attributes;
import io.fanfare.core.Bytes;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Principal;
import io.fanfare.core.Published;
import io.fanfare.core.Row;
import io.fanfare.core.Sha256;
import io.fanfare.core.deduplication.DeduplicationKey;
import io.fanfare.core.deduplication.DeduplicationRow;
import io.fanfare.functions.model.MappingDefinition;
import io.fanfare.functions.rows.MappingRecord;
import io.fanfare.queues.model.MoveTaskStatus;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.rows.Content;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.EntryRow;
import io.fanfare.queues.rows.GarbageRow;
import io.fanfare.queues.rows.MoveTask;
import io.fanfare.queues.rows.QueueKind;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.queues.rows.TaskStarter;
import io.fanfare.seal.MasterKey;
import io.fanfare.seal.MasterKeys;
import io.fanfare.seal.Place;
import io.fanfare.seal.Seals;
import io.fanfare.topics.engine.ArchivedMessage;
import io.fanfare.topics.mobile.SmsSettings;
import io.fanfare.topics.model.ReplayStatus;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.ApplicationRecord;
import io.fanfare.topics.rows.Confirmation;
import io.fanfare.topics.rows.EndpointRecord;
import io.fanfare.topics.rows.ReplayRecord;
import io.fanfare.topics.rows.SigningRecord;
import io.fanfare.topics.rows.SubscriptionRecord;
import io.fanfare.topics.rows.TokenRecord;
import io.fanfare.topics.rows.TopicRecord;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One row of each format that there is or was, as the code has it; ROWS.md has their bytes.
 *
 * @param name the heading of its format in ROWS.md
 * @param value what the row keeps
 * @param encode writes it; absent if the format is only read any more
 * @param decode reads it
 */
record RowSamples(
    String name, Object value, @Nullable Supplier<byte[]> encode, Function<byte[], Object> decode) {

  private static final UUID ID = new UUID(1, 2);
  private static final String QUEUE_ARN = "arn:aws:sqs:r:1:q";
  private static final String TOPIC_ARN = "arn:aws:sns:r:1:t";
  private static final String DIGEST = "5d41402abc4b2a76b9719d911017c592";

  /** What is sealed in the sample of an envelope. */
  private static final int SEALED_BYTES = 91;

  private static final ContentRef OWN = ContentRef.own(4, 0);
  private static final ContentRef SHARED = new ContentRef(4, "7f", 262_144);

  static List<RowSamples> all() {
    return List.of(
        queue("queue, format 2", QueueKind.SUBSCRIPTION, true),
        queue("queue, format 1", QueueKind.USER, false),
        movedMessage(),
        message(),
        earlierMessage("message, format 4", SHARED, 107, 3),
        earlierMessage("message, format 3", new ContentRef(4, "7f", ContentRef.MOST_BYTES), 107, 3),
        earlierMessage("message, format 2", ContentRef.own(4, ContentRef.MOST_BYTES), 107, 3),
        earlierMessage("message, format 1", ContentRef.own(4, ContentRef.MOST_BYTES), 100, 0),
        content("content, format 1", OptionalInt.empty()),
        content("content, format 2", OptionalInt.of(4)),
        published("content, format 3"),
        envelope(),
        deduplication(),
        moveTask(),
        earlierMoveTask(),
        mark("garbage, format 1", GarbageRow.mark(9)),
        topic("topic, format 2", 5),
        topic("topic, format 1", 0),
        subscription(),
        subscriptionWithToken(),
        earlierSubscription(),
        textMessages(),
        application(),
        endpoint(),
        endpointToken(),
        signingKey(),
        archivedMessage(),
        replay(),
        mapping(),
        mark("topic garbage, format 1", topic(0).leaveBehind()));
  }

  private static RowSamples queue(String name, QueueKind kind, boolean written) {
    QueueRecord queue =
        new QueueRecord(
            7,
            kind,
            new QueueName("1", "r", "q"),
            9,
            new Attributes(Map.of("DelaySeconds", "5")),
            Map.of("k", "v"),
            new QueueRecord.Times(1, 2, 3, 0));
    Function<byte[], Object> decode = row -> QueueRecord.decode(7, row);
    return new RowSamples(name, queue, written ? () -> bytes(queue.put()) : null, decode);
  }

  private static RowSamples message() {
    EntryRow row = new EntryRow(entry(SHARED, 107, 3), 30, true);
    return new RowSamples("message, format 5", row, row::encode, EntryRow::decode);
  }

  private static RowSamples movedMessage() {
    ContentRef moved = SHARED.with(Bytes.of((byte) 1, (byte) 2));
    EntryRow row = new EntryRow(entry(moved, 107, 3), 30, true);
    return new RowSamples("message, format 6", row, row::encode, EntryRow::decode);
  }

  /** Its data key is by chance, so the sample is only read. */
  private static RowSamples envelope() {
    byte[] bytes = new byte[MasterKey.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    MasterKey key = new MasterKey(ID, Set.of(), Instant.EPOCH, MasterKey.State.ENABLED, bytes);
    Seals seals = new Seals(new MasterKeys(List.of(key)), () -> 0, new SecureRandom());
    Place place = new Place("bodies", OWN.key());
    return new RowSamples(
        "envelope, format 64",
        content(null),
        null,
        row -> Content.decode(seals.open(row, place), OWN));
  }

  private static RowSamples earlierMessage(
      String name, ContentRef content, long enqueuedAt, long group) {
    return new RowSamples(
        name, new EntryRow(entry(content, enqueuedAt, group), 30), null, EntryRow::decode);
  }

  private static Entry entry(ContentRef content, long enqueuedAt, long group) {
    return new Entry(ID, 5, 100, enqueuedAt, group, content, 2, 8, 9, QUEUE_ARN);
  }

  private static Content content(@Nullable Published published) {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    attributes.put("k", MessageAttribute.number("1"));
    attributes.put("b", MessageAttribute.binary(Bytes.of((byte) -1)));
    return new Content("hello", DIGEST, "1", "t", "g", "d", attributes, published);
  }

  private static RowSamples content(String name, OptionalInt gap) {
    Content content = content(null);
    return new RowSamples(
        name,
        gap.isEmpty() ? content : filled(content),
        () -> content.encode("hello".getBytes(UTF_8), gap),
        row -> digested(Content.decode(row, gap.isEmpty() ? OWN : SHARED)));
  }

  /** {@code content} with the digest that it computes when asked for it. */
  private static Content digested(Content content) {
    return of(content, content.body(), content.digest());
  }

  private static RowSamples published(String name) {
    Content content = content(new Published(ID, "s"));
    return new RowSamples(
        name,
        content,
        () -> content.encode("hello".getBytes(UTF_8)),
        row -> Content.decode(row, OWN));
  }

  /** What is read if {@link #SHARED} refers to {@code content}, of which the body has a gap. */
  private static Content filled(Content content) {
    return of(content, "hell7fo", "44fc838408a80e39d521ead9328ee923");
  }

  private static Content of(Content content, String body, String digest) {
    return new Content(
        body,
        digest,
        content.senderId(),
        content.traceHeader(),
        content.groupId(),
        content.deduplicationId(),
        content.attributes());
  }

  private static RowSamples deduplication() {
    DeduplicationRow row = new DeduplicationRow(new DeduplicationKey(3, 4), 100, ID);
    return new RowSamples("deduplication, format 1", row, row::encode, DeduplicationRow::decode);
  }

  private static RowSamples moveTask() {
    Principal worker = Principal.ofRole("000000000000", "worker", "s1");
    MoveTask task = moveTask(new TaskStarter(worker, "10.0.0.1", true));
    return new RowSamples(
        "move task, format 2", task, () -> bytes(task.put(6)), RowSamples::decodeMoveTask);
  }

  private static RowSamples earlierMoveTask() {
    return new RowSamples("move task, format 1", moveTask(null), null, RowSamples::decodeMoveTask);
  }

  private static MoveTask moveTask(@Nullable TaskStarter starter) {
    return new MoveTask(
        7, ID, QUEUE_ARN, 500, 3, 4, 5, MoveTaskStatus.FAILED, "why\u00e4", starter);
  }

  private static MoveTask decodeMoveTask(byte[] row) {
    return MoveTask.decode(new Row(new Key(6, 7, 0), row));
  }

  private static RowSamples mark(String name, Change put) {
    return new RowSamples(name, put.key(), () -> bytes(put), row -> put.key());
  }

  private static RowSamples topic(String name, long deleted) {
    TopicRecord topic = topic(deleted);
    boolean written = deleted > 0;
    return new RowSamples(
        name, topic, written ? () -> bytes(topic.put()) : null, row -> TopicRecord.decode(7, row));
  }

  private static TopicRecord topic(long deleted) {
    Attributes attributes = new Attributes(Map.of("DisplayName", "d"));
    return new TopicRecord(7, TOPIC_ARN, attributes, Map.of("k", "v"), deleted);
  }

  private static SubscriptionRecord subscription(String digest) {
    return new SubscriptionRecord(
        7,
        9,
        TOPIC_ARN + ":u",
        new SubscriptionRecord.Target("sqs", QUEUE_ARN),
        new Attributes(Map.of("RawMessageDelivery", "true")),
        "2",
        new Confirmation(Confirmation.State.PENDING, digest, 5, true));
  }

  private static RowSamples subscriptionWithToken() {
    String digest = HexFormat.of().formatHex(Sha256.of("7f"));
    return new RowSamples(
        "subscription, format 2", subscription(digest), null, RowSamples::readSubscription);
  }

  private static RowSamples subscription() {
    SubscriptionRecord subscription = subscription("7f");
    return new RowSamples(
        "subscription, format 3",
        subscription,
        () -> bytes(subscription.put()),
        RowSamples::readSubscription);
  }

  private static RowSamples earlierSubscription() {
    SubscriptionRecord subscription =
        new SubscriptionRecord(
            7,
            9,
            TOPIC_ARN + ":u",
            new SubscriptionRecord.Target("sqs", QUEUE_ARN),
            new Attributes(Map.of("RawMessageDelivery", "true")));
    return new RowSamples(
        "subscription, format 1", subscription, null, RowSamples::readSubscription);
  }

  private static Object readSubscription(byte[] row) {
    return SubscriptionRecord.decode(new Row(new Key(7, 0, 9), row));
  }

  private static RowSamples textMessages() {
    SmsSettings settings =
        new SmsSettings(7, "r:1", new Attributes(Map.of("DefaultSMSType", "Promotional")));
    return new RowSamples(
        "text messages, format 1",
        settings,
        () -> bytes(settings.put()),
        row -> SmsSettings.decode(7, row));
  }

  private static RowSamples application() {
    Attributes attributes = new Attributes(Map.of("PlatformCredential", "c"));
    ApplicationRecord application =
        new ApplicationRecord(7, "arn:aws:sns:r:1:app/GCM/a", attributes);
    return new RowSamples(
        "application, format 1",
        application,
        () -> bytes(application.put()),
        ApplicationRecord::decode);
  }

  private static RowSamples endpoint() {
    EndpointRecord endpoint = new EndpointRecord(7, ID, new Attributes(Map.of("Token", "t")));
    return new RowSamples(
        "endpoint, format 1",
        endpoint,
        () -> bytes(endpoint.put()),
        row -> EndpointRecord.decode(EndpointRecord.key(7, ID), row));
  }

  private static RowSamples endpointToken() {
    TokenRecord token = new TokenRecord(7, "t", ID);
    return new RowSamples(
        "endpoint token, format 1", ID, () -> bytes(token.put()), TokenRecord::endpoint);
  }

  private static RowSamples signingKey() {
    SigningRecord key = new SigningRecord(Bytes.of((byte) 1), Bytes.of((byte) 2, (byte) 3));
    return new RowSamples("signing key, format 1", key, key::encode, SigningRecord::decode);
  }

  private static RowSamples archivedMessage() {
    Map<String, MessageAttribute> attributes = Map.of("k", MessageAttribute.number("1"));
    Publication publication = new Publication("text", "subject", attributes, "g", null, 0);
    ArchivedMessage message = new ArchivedMessage(9, 1_000, "id", "http://x", publication);
    return new RowSamples(
        "archived message, format 1",
        message,
        () -> bytes(message.put(7)),
        row -> ArchivedMessage.decode(new Row(new Key(7, 1_000, 9), row)));
  }

  private static RowSamples replay() {
    ReplayRecord replay =
        new ReplayRecord(7, 3, 12, "{}", ReplayStatus.IN_PROGRESS, new Key(7, 1_000, -1));
    return new RowSamples(
        "replay, format 1",
        replay,
        () -> bytes(replay.put()),
        row -> ReplayRecord.decode(new Row(new Key(7, 0, 3), row)));
  }

  private static RowSamples mapping() {
    MappingDefinition definition =
        new MappingDefinition(
            "arn:aws:lambda:r:1:function:f",
            true,
            new MappingDefinition.Batch(20, 5, true),
            List.of("{}"),
            new MappingDefinition.Concurrency(0, 2, 3),
            "k",
            List.of("EventCount"));
    MappingRecord mapping =
        new MappingRecord(
            7,
            MappingRecord.arn("r", "1", ID),
            Arn.ofQueue("r", "1", "q"),
            definition,
            Map.of("k", "v"),
            6);
    return new RowSamples(
        "mapping, format 1",
        mapping,
        () -> bytes(mapping.put()),
        row -> MappingRecord.decode(7, row));
  }

  /** How many bytes belong to a text that only the end of the row ends. */
  int bytesToTheEnd() {
    if (name.startsWith("envelope")) {
      return SEALED_BYTES;
    }
    return value instanceof EntryRow ? QUEUE_ARN.length() : 0;
  }

  private static byte[] bytes(Change change) {
    return ((Change.Put) change).value();
  }

  @Override
  public String toString() {
    return name;
  }
}
