package io.fanfare.topics.check;

import static io.fanfare.topics.rows.TopicTables.APPLICATIONS;
import static io.fanfare.topics.rows.TopicTables.ARCHIVE;
import static io.fanfare.topics.rows.TopicTables.DEDUPLICATION;
import static io.fanfare.topics.rows.TopicTables.ENDPOINTS;
import static io.fanfare.topics.rows.TopicTables.ENDPOINT_TOKENS;
import static io.fanfare.topics.rows.TopicTables.GARBAGE;
import static io.fanfare.topics.rows.TopicTables.REPLAYS;
import static io.fanfare.topics.rows.TopicTables.SIGNING;
import static io.fanfare.topics.rows.TopicTables.SMS_SETTINGS;
import static io.fanfare.topics.rows.TopicTables.SUBSCRIPTIONS;
import static io.fanfare.topics.rows.TopicTables.TOPICS;

import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.core.deduplication.DeduplicationRow;
import io.fanfare.seal.Place;
import io.fanfare.seal.SealCheck;
import io.fanfare.store.Finding;
import io.fanfare.store.RowCheck;
import io.fanfare.store.RowLook;
import io.fanfare.store.StoredRows;
import io.fanfare.topics.engine.ArchivedMessage;
import io.fanfare.topics.mobile.EndpointAttribute;
import io.fanfare.topics.mobile.SmsSettings;
import io.fanfare.topics.rows.ApplicationRecord;
import io.fanfare.topics.rows.EndpointRecord;
import io.fanfare.topics.rows.ReplayRecord;
import io.fanfare.topics.rows.SigningRecord;
import io.fanfare.topics.rows.SubscriptionRecord;
import io.fanfare.topics.rows.TokenRecord;
import io.fanfare.topics.rows.TopicRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Looks at the rows of topics, and of the applications of devices: whether each can be read, and
 * belongs to something that is there or is being removed.
 */
public final class TopicsCheck implements RowCheck {

  private final SealCheck seals;

  /**
   * A check that opens what is sealed.
   *
   * @param seals what opens it
   */
  public TopicsCheck(SealCheck seals) {
    this.seals = seals;
  }

  @Override
  public List<Table> tables() {
    return List.of(
        TOPICS,
        SUBSCRIPTIONS,
        SMS_SETTINGS,
        APPLICATIONS,
        ENDPOINTS,
        ENDPOINT_TOKENS,
        SIGNING,
        DEDUPLICATION,
        ARCHIVE,
        REPLAYS,
        GARBAGE);
  }

  @Override
  public void check(StoredRows rows, Consumer<Finding> findings) {
    new Look(new RowLook(rows, findings), seals).all();
  }

  /** One such look, and what it has seen so far. */
  private record Look(RowLook look, SealCheck seals, Set<Long> topics, Set<Long> applications) {

    Look(RowLook look, SealCheck seals) {
      this(look, seals, new HashSet<>(), new HashSet<>());
    }

    void all() {
      look.each(
          GARBAGE,
          row -> row.key().owner(),
          (row, ended) -> {
            topics.add(ended);
            applications.add(ended);
          });
      ofTopics();
      ofDevices();
      look.each(
          SMS_SETTINGS,
          row -> SmsSettings.decode(row.key().owner(), row.value()),
          (row, settings) -> look.number(SMS_SETTINGS, row.key(), row.key().owner()));
      sealed(SIGNING, row -> SigningRecord.decode(row.value()));
    }

    private void ofTopics() {
      look.each(
          TOPICS,
          row -> TopicRecord.decode(row.key().owner(), row.value()),
          (row, topic) -> {
            look.number(TOPICS, row.key(), topic.id());
            topics.add(topic.id());
          });
      owned(SUBSCRIPTIONS, SubscriptionRecord::decode);
      owned(DEDUPLICATION, row -> DeduplicationRow.decode(row.value()));
      owned(ARCHIVE, Function.identity());
      sealed(ARCHIVE, ArchivedMessage::decode);
      owned(REPLAYS, ReplayRecord::decode);
    }

    private <T> void owned(Table table, Function<Row, T> reader) {
      look.each(
          table,
          reader,
          (row, read) -> {
            if (!topics.contains(row.key().owner())) {
              look.damage(table, row.key(), "its topic does not exist");
            }
          });
    }

    private <T> void sealed(Table table, Function<Row, T> reader) {
      look.each(
          table,
          row ->
              seals
                  .open(row.value(), Place.of(table, row.key()))
                  .map(opened -> reader.apply(new Row(row.key(), opened))),
          (row, read) -> {});
    }

    private void ofDevices() {
      look.each(
          APPLICATIONS,
          row -> ApplicationRecord.decode(row.value()),
          (row, application) -> {
            look.number(APPLICATIONS, row.key(), application.id());
            applications.add(application.id());
          });
      look.each(
          ENDPOINTS, row -> EndpointRecord.decode(row.key(), row.value()), this::checkEndpoint);
      look.each(
          ENDPOINT_TOKENS,
          row -> TokenRecord.endpoint(row.value()),
          (row, endpoint) -> {
            check(ENDPOINT_TOKENS, row);
            if (!look.stands(ENDPOINTS, EndpointRecord.key(row.key().owner(), endpoint))
                && !look.stands(GARBAGE, Key.of(row.key().owner()))) {
              look.damage(ENDPOINT_TOKENS, row.key(), "its endpoint does not exist");
            }
          });
    }

    private void checkEndpoint(Row row, EndpointRecord endpoint) {
      check(ENDPOINTS, row);
      long application = endpoint.application();
      String token = endpoint.attributes().text(EndpointAttribute.TOKEN).orElse("");
      if (!look.stands(ENDPOINT_TOKENS, TokenRecord.key(application, token))
          && !look.stands(GARBAGE, Key.of(application))) {
        look.damage(ENDPOINTS, row.key(), "its token is not in " + ENDPOINT_TOKENS.name());
      }
    }

    private void check(Table table, Row row) {
      if (!applications.contains(row.key().owner())) {
        look.damage(table, row.key(), "its application does not exist");
      }
    }
  }
}
