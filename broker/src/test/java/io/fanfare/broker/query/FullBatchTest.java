package io.fanfare.broker.query;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch with as many bytes as it may have is taken, however much longer escapes make it. */
@ExtendWith(RunningBroker.class)
final class FullBatchTest {

  private static final int ENTRIES = 10;

  private final QueryClient client;

  FullBatchTest(QueryClient client) {
    this.client = client;
  }

  @ParameterizedTest
  @CsvSource({"&, 1", "é, 2", "😀, 4"})
  void aFormMayTakeThreeTimesAsMuch(String text, int bytes) {
    String path = client.queuePath();
    String entry =
        "&SendMessageBatchRequestEntry.%1$d.Id=%1$d"
            + "&SendMessageBatchRequestEntry.%1$d.MessageBody=%2$s";
    String form =
        entries("", i -> entry.formatted(i, QueryClient.encode(text).repeat(bytesOf(i) / bytes)));
    Answer sent = client.post(path, "Action=SendMessageBatch" + form);
    assertEquals(ENTRIES, sent.texts("MessageId").size(), sent.xml());
    assertEquals(text.repeat(bytesOf(1) / bytes), received(path));
  }

  @ParameterizedTest
  @CsvSource({"a, 1", "é, 2", "😀, 4"})
  void jsonMayTakeSixTimesAsMuch(String text, int bytes) {
    String path = client.queuePath();
    String escaped =
        text.chars().mapToObj(c -> String.format(Locale.ROOT, "\\u%04x", c)).collect(joining());
    String entry = "{\"Id\":\"%d\",\"MessageBody\":\"%s\"}";
    String entries = entries(",", i -> entry.formatted(i, escaped.repeat(bytesOf(i) / bytes)));
    HttpResponse<String> sent =
        client.json(
            "SendMessageBatch", "{\"QueueUrl\":\"%s\",\"Entries\":[%s]}".formatted(path, entries));
    assertEquals(ENTRIES, sent.body().split("\"MessageId\"", -1).length - 1, sent.body());
    assertEquals(text.repeat(bytesOf(1) / bytes), received(path));
  }

  private static String entries(String separator, IntFunction<String> entry) {
    return IntStream.rangeClosed(1, ENTRIES).mapToObj(entry).collect(joining(separator));
  }

  /** A mebibyte in all. */
  private static int bytesOf(int entry) {
    return (entry <= 6 ? 128 : 64) * 1024;
  }

  private String received(String path) {
    String xml = client.get(path + "?Action=ReceiveMessage").xml();
    // Not parsed, since newer JDKs refuse to: a text of so many references is too much for them.
    int body = xml.indexOf("<Body>") + "<Body>".length();
    return xml.substring(body, xml.indexOf("</Body>")).replace("&amp;", "&");
  }
}
