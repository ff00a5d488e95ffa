package io.fanfare.broker.sdk.topics;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The actions on text messages, none of which is ever sent. */
@OnEveryBroker
final class TextMessagesTest {

  private static final String INVALID = "InvalidParameter";
  private static final String PHONE = "+4915112345678";

  private final Tenant tenant;

  TextMessagesTest(Tenant tenant) {
    this.tenant = tenant.another();
  }

  @Test
  void aTextMessageIsAnsweredWithAnId() {
    String first = tenant.sns.publish(p -> p.phoneNumber(PHONE).message("m")).messageId();
    String second = tenant.sns.publish(p -> p.phoneNumber(PHONE).message("m")).messageId();
    assertEquals(36, first.length());
    assertNotEquals(first, second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4915112345678", "+", "+49 151", "+1234567890123456", "NAA"})
  void aTextMessageGoesToAPhoneNumber(String number) {
    assertRefused(
        INVALID,
        "Invalid parameter: PhoneNumber Reason: " + number + " is not valid to publish to",
        () -> tenant.sns.publish(p -> p.phoneNumber(number).message("m")));
  }

  @Test
  void aTextMessageSaysSomethingToOnePhone() {
    assertRefused(
        INVALID,
        "Invalid parameter: Empty message",
        () -> tenant.sns.publish(p -> p.phoneNumber(PHONE).message("")));
    String topic = tenant.sns.createTopic(c -> c.name("t")).topicArn();
    assertRefused(
        INVALID,
        "Invalid parameter: PhoneNumber Reason: PhoneNumber excludes TopicArn and TargetArn",
        () -> tenant.sns.publish(p -> p.phoneNumber(PHONE).topicArn(topic).message("m")));
  }

  @Test
  void attributesBelongToAnAccountInARegion() {
    assertEquals(Map.of("MonthlySpendLimit", "1"), attributes(tenant));
    Map<String, String> set = Map.of("DefaultSMSType", "Promotional", "DefaultSenderID", "Fanfare");
    set(set);
    set(Map.of("DefaultSMSType", "Transactional", "MonthlySpendLimit", "20"));
    assertEquals(
        Map.of(
            "MonthlySpendLimit", "20",
            "DefaultSMSType", "Transactional",
            "DefaultSenderID", "Fanfare"),
        attributes(tenant));
    assertEquals(
        Map.of("DefaultSenderID", "Fanfare"),
        tenant.sns.getSMSAttributes(g -> g.attributes("DefaultSenderID", "Nope")).attributes());
    assertEquals(Map.of("MonthlySpendLimit", "1"), attributes(tenant.another()));
    assertEquals(Map.of("MonthlySpendLimit", "1"), attributes(tenant.in("us-west-2")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nope | x | Nope is not a valid attribute",
        "DefaultSMSType | x | DefaultSMSType is invalid",
        "MonthlySpendLimit | much | MonthlySpendLimit is invalid",
        "DeliveryStatusSuccessSamplingRate | 101 | DeliveryStatusSuccessSamplingRate is invalid",
        "DefaultSenderID | too long to be one | DefaultSenderID is invalid",
      })
  void aRefusedAttributeChangesNothing(String name, String value, String sentence) {
    set(Map.of("DefaultSMSType", "Promotional"));
    Map<String, String> before = attributes(tenant);
    assertRefused(INVALID, sentence, () -> set(Map.of("UsageReportS3Bucket", "b", name, value)));
    assertEquals(before, attributes(tenant));
  }

  @Test
  void nobodyHasOptedOut() {
    assertFalse(tenant.sns.checkIfPhoneNumberIsOptedOut(c -> c.phoneNumber(PHONE)).isOptedOut());
    assertEquals(List.of(), tenant.sns.listPhoneNumbersOptedOut().phoneNumbers());
    tenant.sns.optInPhoneNumber(o -> o.phoneNumber(PHONE));
    String sentence = "Invalid parameter: PhoneNumber Reason: input incorrectly formatted";
    assertRefused(INVALID, sentence, () -> tenant.sns.optInPhoneNumber(o -> o.phoneNumber("0151")));
    assertRefused(
        INVALID,
        sentence,
        () -> tenant.sns.checkIfPhoneNumberIsOptedOut(c -> c.phoneNumber("0151")));
  }

  @Test
  void noNumberIsThere() {
    assertEquals(List.of(), tenant.sns.listOriginationNumbers(l -> l.maxResults(1)).phoneNumbers());
    assertEquals(List.of(), tenant.sns.listSMSSandboxPhoneNumbers(l -> {}).phoneNumbers());
    assertTrue(tenant.sns.getSMSSandboxAccountStatus(g -> {}).isInSandbox());
  }

  @Test
  void noNumberIsVerified() {
    Refusal refusal =
        Refusal.of(() -> tenant.sns.createSMSSandboxPhoneNumber(c -> c.phoneNumber(PHONE)));
    assertEquals("400 UserError", refusal.status() + " " + refusal.code());
    Refusal missing = new Refusal(404, "ResourceNotFound", "Resource does not exist");
    assertEquals(
        missing,
        Refusal.of(() -> tenant.sns.deleteSMSSandboxPhoneNumber(d -> d.phoneNumber(PHONE))));
    assertEquals(
        missing,
        Refusal.of(
            () ->
                tenant.sns.verifySMSSandboxPhoneNumber(
                    v -> v.phoneNumber(PHONE).oneTimePassword("123456"))));
  }

  private void set(Map<String, String> attributes) {
    tenant.sns.setSMSAttributes(s -> s.attributes(attributes));
  }

  private static Map<String, String> attributes(Tenant of) {
    return of.sns.getSMSAttributes(g -> {}).attributes();
  }
}
