package io.fanfare.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SendMessageBatch;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a request is refused as the caller's mistake, never as the broker's. */
final class BadJsonTest {

  private static final Structure<SendMessage> SEND = Structure.of(SendMessage.class);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "\"text\"",
        "[]",
        "{",
        "}",
        "{\"QueueUrl\"",
        "{\"QueueUrl\":",
        "{\"QueueUrl\":\"q",
        "{\"QueueUrl\":\"q\"",
        "{\"QueueUrl\":\"q\",}",
        "{\"QueueUrl\":\"q\" \"MessageBody\":\"b\"}",
        "{\"QueueUrl\":\"q\",\"MessageBody\":\"b\"} {}",
        "{\"QueueUrl\":\"q\",\"MessageBody\":\"b\"}garbage",
        "{\"QueueUrl\":\"q\",\"MessageBody\":\"b\",\"MessageBody\":\"c\"}",
        "{\"QueueUrl\":\"q\",\"MessageBody\":\"\\x\"}",
        "{\"QueueUrl\":\"q\",\"MessageBody\":\"\\u12\"}",
        "{\"QueueUrl\":\"q\",\"MessageBody\":\"line\nbreak\"}",
        "{'QueueUrl':'q','MessageBody':'b'}",
        "{QueueUrl:\"q\",MessageBody:\"b\"}",
        "{\"QueueUrl\":\"q\",\"MessageBody\":\"b\",\"DelaySeconds\":NaN}",
        "{\"QueueUrl\":\"q\",\"MessageBody\":\"b\",\"DelaySeconds\":01}",
        "{\"QueueUrl\":\"q\",\"MessageBody\":\"b\",\"DelaySeconds\":1.5}",
        "{\"QueueUrl\":\"q\",\"MessageBody\":\"b\",\"DelaySeconds\":1e400}",
        "{\"QueueUrl\":\"q\",\"MessageBody\":\"b\",\"DelaySeconds\":2147483648}",
        "{\"QueueUrl\":\"q\",\"MessageBody\":\"b\",\"DelaySeconds\":-9223372036854775809}",
        "{\"QueueUrl\":\"q\",\"MessageBody\":\"b\",\"MessageAttributes\":{\"a\":{\"BinaryValue\":\"?\"}}}",
        "{\"QueueUrl\":\"q\",\"MessageBody\":\"b\",\"MessageAttributes\":{\"a\":{},\"a\":{}}}",
      })
  void whatIsMalformedIsMalformedInput(String json) {
    assertEquals(CommonError.MALFORMED_INPUT, refusal(SEND, json.getBytes(UTF_8)).code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"QueueUrl":1}                   | NUMBER_VALUE can not be converted to a String
          {"QueueUrl":1.5}                 | NUMBER_VALUE can not be converted to a String
          {"QueueUrl":true}                | TRUE_VALUE can not be converted to a String
          {"QueueUrl":false}               | FALSE_VALUE can not be converted to a String
          {"QueueUrl":{}}                  | Start of structure or map found where not expected.
          {"QueueUrl":[]}                  | Start of list found where not expected
          {"DelaySeconds":"5"}             | STRING_VALUE can not be converted to an Integer
          {"DelaySeconds":1e99999999999}   | NUMBER_VALUE can not be converted to an Integer
          {"DelaySeconds":true}            | TRUE_VALUE can not be converted to an Integer
          {"DelaySeconds":{}}              | Start of structure or map found where not expected.
          {"MessageAttributes":[]}         | Start of list found where not expected
          {"MessageAttributes":"a"}        | STRING_VALUE can not be converted to a Map
          {"MessageAttributes":{"a":"b"}}  | STRING_VALUE can not be converted to a Structure
          {"MessageAttributes":{"a":[]}}   | Start of list found where not expected
          """)
  void theWrongKindOfValueIsNamed(String json, String sentence) {
    BrokerException refusal = refusal(SEND, json.getBytes(UTF_8));
    assertEquals(CommonError.MALFORMED_INPUT, refusal.code());
    assertEquals(sentence, refusal.sentence());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"Attributes":{"a":[]}}  | Unrecognized collection type class java.lang.String
          {"Attributes":{"a":{}}}  | Start of structure or map found where not expected.
          {"tags":{"a":1}}         | NUMBER_VALUE can not be converted to a String
          """)
  void theWrongKindOfAttributeIsNamed(String json, String sentence) {
    assertEquals(
        sentence, refusal(Structure.of(CreateQueue.class), json.getBytes(UTF_8)).sentence());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[null]", "[1]", "[[]]", "{}", "\"a\""})
  void entriesMustBeStructures(String entries) {
    String json = "{\"QueueUrl\":\"q\",\"Entries\":" + entries + "}";
    assertEquals(
        CommonError.MALFORMED_INPUT,
        refusal(Structure.of(SendMessageBatch.class), json.getBytes(UTF_8)).code());
  }

  @Test
  void depthIsBounded() {
    String bomb = "{\"x\":" + "[".repeat(100_000);
    assertEquals(CommonError.MALFORMED_INPUT, refusal(SEND, bomb.getBytes(UTF_8)).code());
  }

  @Test
  void numbersAreBounded() {
    String json = "{\"DelaySeconds\":" + "9".repeat(100_000) + "}";
    assertEquals(CommonError.MALFORMED_INPUT, refusal(SEND, json.getBytes(UTF_8)).code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\ud800", "\\udc00", "\\udc00\\ud800", "a\\uDBFFb", "\\ud83d\\ud83d\\ude00"})
  void aLoneSurrogateInABodyIsNoMessage(String escape) {
    String json = "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + escape + "\"}";
    assertEquals(QueueError.INVALID_MESSAGE_CONTENTS, refusal(SEND, json.getBytes(UTF_8)).code());
  }

  @Test
  void aLoneSurrogateElsewhereIsNoValue() {
    String json = "{\"QueueUrl\":\"\\ud800\",\"MessageBody\":\"b\"}";
    assertEquals(CommonError.INVALID_PARAMETER_VALUE, refusal(SEND, json.getBytes(UTF_8)).code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00ff", "\u00c3", "\u00ed\u00a0\u0080", "\u00f7\u00bf\u00bf\u00bf"})
  void whatIsNotUtf8IsRefused(String bytes) {
    String json = "{\"QueueUrl\":\"q\",\"MessageBody\":\"" + bytes + "\"}";
    assertEquals(400, refusal(SEND, json.getBytes(ISO_8859_1)).code().status());
  }

  @Test
  void whatARecordRefusesComesOutAsItIs() {
    Structure<ReceiveMessage> receive = Structure.of(ReceiveMessage.class);
    assertEquals(QueueError.QUEUE_DOES_NOT_EXIST, refusal(receive, "{}".getBytes(UTF_8)).code());
    assertEquals(
        CommonError.INVALID_PARAMETER_VALUE,
        refusal(receive, "{\"QueueUrl\":\"q\",\"WaitTimeSeconds\":21}".getBytes(UTF_8)).code());
  }

  @Test
  void damageIsNeverTheBrokersFault() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] good =
        """
        {"QueueUrl":"q","MessageBody":"h\\u00e9llo \\ud83d\\ude00 é","DelaySeconds":5,
         "MessageAttributes":{"b":{"DataType":"Binary","BinaryValue":"AAE="}}}
        """
            .getBytes(UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        JsonProtocol.read(SEND, bad);
      } catch (BrokerException e) {
        assertEquals(400, e.code().status());
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + i, e);
      }
    }
  }

  private static BrokerException refusal(Structure<?> structure, byte[] json) {
    return assertThrows(BrokerException.class, () -> JsonProtocol.read(structure, json));
  }
}
