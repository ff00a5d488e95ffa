package io.fanfare.topics.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A signature covers some keys of a message, each with its value, in the order of the keys. */
class StringToSignTest {

  private static final Map<String, String> NOTIFICATION =
      Map.of(
          "Type", "Notification",
          "MessageId", "1b2",
          "TopicArn", "arn:aws:sns:us-east-1:123456789012:t",
          "Subject", "S",
          "Message", "hello\nworld",
          "Timestamp", "2026-01-15T12:34:56.789Z",
          "UnsubscribeURL", "http://localhost:4566/?Action=Unsubscribe",
          "SignatureVersion", "1");

  @Test
  void aNotificationIsSignedAsAwsDocumentsIt() throws GeneralSecurityException {
    String text = StringToSign.of(NOTIFICATION);
    assertEquals(
        """
        Message
        hello
        world
        MessageId
        1b2
        Subject
        S
        Timestamp
        2026-01-15T12:34:56.789Z
        TopicArn
        arn:aws:sns:us-east-1:123456789012:t
        Type
        Notification
        """,
        text);
    assertEquals("05ae0bbeb869aa7221ab636ba44e131925000663", digest("SHA-1", text));
    assertEquals(
        "54338efe9b1b51f4896e06446187d806b0d7fe0e54e395ba6dbe4c3cdfa1eeca",
        digest("SHA-256", text));
  }

  @Test
  void aSubjectThatIsNotThereIsNotSigned() {
    Map<String, String> message = new HashMap<>(NOTIFICATION);
    message.remove("Subject");
    assertEquals(
        StringToSign.of(NOTIFICATION).replace("Subject\nS\n", ""), StringToSign.of(message));
  }

  @Test
  void aConfirmationIsSignedWithItsTokenAndItsLink() {
    assertEquals(
        """
        Message
        m
        MessageId
        1b2
        SubscribeURL
        http://localhost:4566/?Action=ConfirmSubscription
        Timestamp
        2026-01-15T12:34:56.789Z
        Token
        t
        TopicArn
        arn
        Type
        SubscriptionConfirmation
        """,
        StringToSign.of(
            Map.of(
                "Type", "SubscriptionConfirmation",
                "MessageId", "1b2",
                "Token", "t",
                "TopicArn", "arn",
                "Message", "m",
                "SubscribeURL", "http://localhost:4566/?Action=ConfirmSubscription",
                "Timestamp", "2026-01-15T12:34:56.789Z")));
  }

  private static String digest(String algorithm, String text) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
  }
}
