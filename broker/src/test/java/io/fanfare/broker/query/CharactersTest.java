package io.fanfare.broker.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text goes through forms and XML unchanged, and what is no text is refused. */
@ExtendWith(RunningBroker.class)
final class CharactersTest {

  private final QueryClient client;

  CharactersTest(QueryClient client) {
    this.client = client;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"x\">'&amp;'</a> & ]]> <![CDATA[ x ]]>",
        "\r",
        "\n",
        "\r\n \n\r \t",
        " leading and trailing ",
        "%41+%2B&MessageBody=x;y=z",
        "é ß Ω 漢字 \u0085 \u2028 \uE000 \uFFFD",
        "😀 𝄞 \uDBFF\uDFFD",
      })
  void aMessageComesBackAsItWasSent(String text) {
    String path = client.queuePath();
    String attribute = "MessageAttribute.1.";
    Map<String, String> parameters =
        Map.of(
            "MessageBody",
            text,
            attribute + "Name",
            "a",
            attribute + "Value.DataType",
            "String",
            attribute + "Value.StringValue",
            text);
    assertEquals(
        200, client.post(path, "Action=SendMessage&" + QueryClient.encode(parameters)).status());
    Answer received = client.get(path + "?Action=ReceiveMessage&MessageAttributeName.1=a");
    assertEquals(text, received.text("Body"));
    assertEquals(text, received.text("StringValue"));
  }

  @Test
  void aCarriageReturnAndMarkupAreEscaped() {
    String path = client.queuePath();
    client.post(path, "Action=SendMessage&MessageBody=%0D%26%3C%3E%22");
    String xml = client.get(path + "?Action=ReceiveMessage").xml();
    assertTrue(xml.contains("<Body>&#xD;&amp;&lt;&gt;&quot;</Body>"), xml);
  }

  @Test
  void aRefusalEscapesWhatItRepeats() {
    Answer answer =
        client.post(
            client.queuePath(),
            "Action=DeleteMessage&" + QueryClient.encode(Map.of("ReceiptHandle", "<&>\r\"😀")));
    assertEquals(
        "The input receipt handle \"<&>\r\"😀\" is not a valid receipt handle.",
        answer.text("Message"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%00", "%01", "%EF%BF%BE", "%EF%BF%BF"})
  void charactersThatXmlCannotCarryAreRefused(String escaped) {
    Answer answer = client.post(client.queuePath(), "Action=SendMessage&MessageBody=" + escaped);
    assertEquals(400, answer.status());
    assertEquals("InvalidMessageContents", answer.text("Code"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%zz", "%FF", "%C3", "%C0%80", "%ED%A0%80"})
  void whatIsNoTextIsMalformed(String escaped) {
    Answer answer = client.post(client.queuePath(), "Action=SendMessage&MessageBody=" + escaped);
    assertEquals(400, answer.status());
    assertEquals("MalformedInput", answer.text("Code"));
  }
}
