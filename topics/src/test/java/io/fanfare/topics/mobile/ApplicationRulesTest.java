package io.fanfare.topics.mobile;

import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Attributes;
import io.fanfare.topics.model.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What applications may be called and consist of, and what they show. */
class ApplicationRulesTest {

  private static final String CREDENTIALS =
      "Invalid parameter: Attributes Reason: Platform credentials are invalid";
  private static final String BOTH = "PlatformCredential=c PlatformPrincipal=p";

  @ParameterizedTest
  @ValueSource(strings = {"a", "Az09_-.", "..."})
  void aNameHasLettersDigitsUnderscoresHyphensAndFullStops(String name) {
    assertEquals(name, ApplicationRules.name(request(name, "GCM")));
    String longest = name.substring(0, 1).repeat(256);
    assertEquals(longest, ApplicationRules.name(request(longest, "GCM")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a:b", "\u00e4", "a\n"})
  void anotherNameIsRefused(String name) {
    assertNameRefused(name);
    assertNameRefused(name + "x".repeat(257));
  }

  private static void assertNameRefused(String name) {
    assertRefused(
        "Invalid parameter: Name Reason: Application names must be made up of only uppercase and"
            + " lowercase ASCII letters, numbers, underscores, hyphens, and periods, and must be"
            + " between 1 and 256 characters long",
        () -> ApplicationRules.name(request(name, "GCM")));
  }

  @ParameterizedTest
  @EnumSource
  void everyPlatformIsKnownByItsName(Platform platform) {
    assertEquals(platform, ApplicationRules.platform(request("a", platform.name())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gcm", "PIGEON"})
  void anotherPlatformIsRefused(String platform) {
    assertRefused(
        "Invalid parameter: Platform Reason: " + platform + " is not supported",
        () -> ApplicationRules.platform(request("a", platform)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GCM | PlatformCredential=c",
        "GCM | " + BOTH,
        "FCM | PlatformCredential=c",
        "APNS | " + BOTH,
        "APNS_VOIP | " + BOTH,
        "ADM | " + BOTH,
        "BAIDU | " + BOTH,
        "MPNS | " + BOTH,
        "WNS | " + BOTH,
        "GCM | PlatformCredential=c SuccessFeedbackSampleRate=0 Enabled=false",
        "GCM | PlatformCredential=c SuccessFeedbackRoleArn=arn:aws:iam::1:role/r",
        "GCM | PlatformCredential=c EventDeliveryFailure=arn:aws:sns:r:1:t",
      })
  void whatIsGivenIsKept(Platform platform, String given) {
    assertEquals(map(given), set(platform, given).texts());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GCM | PlatformPrincipal=p | " + CREDENTIALS,
        "GCM | PlatformCredential= | " + CREDENTIALS,
        "APNS | PlatformCredential=c | " + CREDENTIALS,
        "MACOS_SANDBOX | PlatformPrincipal=p | " + CREDENTIALS,
        "ADM | PlatformCredential=c PlatformPrincipal= | " + CREDENTIALS,
        "GCM | PlatformCredential=c Nope=1 |"
            + " Invalid parameter: Attributes Reason: Unknown attribute Nope",
        "GCM | PlatformCredential=c AuthenticationMethod=key |"
            + " Invalid parameter: Attributes Reason: Unknown attribute AuthenticationMethod",
        "GCM | PlatformCredential=c Enabled=maybe | Invalid parameter: Attributes Reason: Enabled:"
            + " Invalid value [maybe]. Must be true, false.",
        "GCM | PlatformCredential=c Enabled= | Invalid parameter: Attributes Reason: Enabled:"
            + " Invalid value []. Must be true, false.",
        "GCM | PlatformCredential=c SuccessFeedbackSampleRate=101 | Invalid parameter: Attributes"
            + " Reason: SuccessFeedbackSampleRate: Invalid value [101]. Must be 0 to 100.",
        "GCM | PlatformCredential=c EventEndpointCreated=t | Invalid parameter: Attributes Reason:"
            + " EventEndpointCreated: Invalid value [t]. Must be the ARN of a topic.",
        "GCM | PlatformCredential=c FailureFeedbackRoleArn=arn:aws:sns:r:1:t | Invalid parameter:"
            + " Attributes Reason: FailureFeedbackRoleArn: Invalid value [arn:aws:sns:r:1:t]. Must"
            + " be the ARN of a role.",
      })
  void anythingElseIsRefused(Platform platform, String given, String sentence) {
    assertRefused(sentence, () -> set(platform, given));
  }

  @Test
  void anEmptyTextUnsetsWhatCanBeWithoutAValue() {
    Attributes before =
        set(Platform.GCM, "PlatformCredential=c EventEndpointCreated=arn:aws:sns:r:1:t");
    assertEquals(
        map("PlatformCredential=c"),
        ApplicationRules.set(before, map("EventEndpointCreated="), Platform.GCM).texts());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GCM | PlatformCredential=c | Enabled=true AuthenticationMethod=key",
        "GCM | PlatformCredential={} | Enabled=true AuthenticationMethod=token",
        "APNS | " + BOTH + " | Enabled=true AuthenticationMethod=certificate",
        "APNS | "
            + BOTH
            + " ApplePlatformTeamID=t ApplePlatformBundleID=b | Enabled=true ApplePlatformTeamID=t"
            + " ApplePlatformBundleID=b AuthenticationMethod=token",
        "ADM | " + BOTH + " Enabled=FALSE | Enabled=false",
      })
  void credentialsAreNotShown(Platform platform, String given, String shown) {
    assertEquals(map(shown), ApplicationRules.view(set(platform, given), platform));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PlatformCredential=c",
        "PlatformCredential=c SuccessFeedbackSampleRate=5",
        "PlatformCredential=c Enabled=True",
      })
  void anApplicationIsMadeAgainAsItIs(String given) {
    ApplicationRules.checkSame(
        set(Platform.GCM, "PlatformCredential=c SuccessFeedbackSampleRate=5"),
        map(given),
        Platform.GCM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PlatformCredential=d",
        "PlatformCredential=c SuccessFeedbackSampleRate=6",
        "PlatformCredential=c SuccessFeedbackSampleRate=",
        "PlatformCredential=c Enabled=false",
        "PlatformCredential=c PlatformPrincipal=p",
      })
  void anApplicationIsNotMadeAgainAsAnother(String given) {
    Attributes has = set(Platform.GCM, "PlatformCredential=c SuccessFeedbackSampleRate=5");
    assertRefused(
        "Invalid parameter: Attributes Reason: Application already exists with different"
            + " attributes",
        () -> ApplicationRules.checkSame(has, map(given), Platform.GCM));
  }

  private static CreatePlatformApplication request(String name, String platform) {
    return new CreatePlatformApplication(name, platform, Map.of());
  }

  private static Attributes set(Platform platform, String given) {
    return ApplicationRules.set(Attributes.none(), map(given), platform);
  }

  /** The pairs that stand in {@code text}, in their order. */
  static Map<String, String> map(String text) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String pair : text.split(" ", -1)) {
      int equals = pair.indexOf('=');
      map.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return map;
  }
}
