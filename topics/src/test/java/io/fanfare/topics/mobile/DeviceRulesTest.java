package io.fanfare.topics.mobile;

import static io.fanfare.fixture.Refusals.assertRefused;
import static io.fanfare.topics.mobile.ApplicationRulesTest.map;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Attributes;
import io.fanfare.topics.model.Platform;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the endpoints of devices may consist of, and when two of them are the same. */
class DeviceRulesTest {

  private static final String APPLICATION = "arn:aws:sns:r:1:app/GCM/a";
  private static final String HEXADECIMAL =
      "Invalid parameter: Token Reason: iOS device tokens must be no more than 400 hexadecimal"
          + " characters";

  @Test
  void anEndpointShowsWhatItWasGivenAndThatItIsEnabled() {
    Attributes attributes = DeviceRules.of(request("t", "data", Map.of()), Platform.GCM);
    assertEquals(
        map("Enabled=true Token=t CustomUserData=data"),
        DeviceRules.view(attributes, Platform.GCM));
    assertEquals(
        map("Enabled=false Token=t CustomUserData=d"),
        DeviceRules.view(
            DeviceRules.of(
                request("t", null, map("Enabled=False Token=u CustomUserData=d")), Platform.GCM),
            Platform.GCM));
  }

  @Test
  void aTokenHasUpTo8192Bytes() {
    String longest = "\u00e4".repeat(4096);
    assertEquals(longest, DeviceRules.token(of(longest, Platform.GCM)));
    assertRefused(
        "Invalid parameter: Token Reason: must be at most 8192 bytes long in UTF-8 encoding",
        () -> of(longest + "x", Platform.GCM));
    assertRefused("Invalid parameter: Token Reason: cannot be empty", () -> of("", Platform.APNS));
  }

  @Test
  void aTokenOfAppleIsANumberInLowerCase() {
    assertEquals("0af9", DeviceRules.token(of("0Af9", Platform.APNS_SANDBOX)));
    assertEquals(400, DeviceRules.token(of("0".repeat(400), Platform.APNS)).length());
    assertRefused(HEXADECIMAL, () -> of("0".repeat(401), Platform.APNS));
    assertRefused(HEXADECIMAL, () -> of("xyz", Platform.MACOS));
  }

  @Test
  void whatIsKeptWithAnEndpointHasUpTo2048Bytes() {
    String longest = "x".repeat(2048);
    DeviceRules.of(request("t", longest, Map.of()), Platform.GCM);
    assertRefused(
        "Invalid parameter: CustomUserData Reason: must be at most 2048 bytes long in UTF-8"
            + " encoding",
        () -> DeviceRules.of(request("t", longest + "x", Map.of()), Platform.GCM));
  }

  @Test
  void aDeviceOfBaiduHasAChannelAndAUser() {
    String both = "ChannelId=c UserId=u";
    assertEquals(
        map("Enabled=true Token=t " + both),
        DeviceRules.view(
            DeviceRules.of(request("t", null, map(both)), Platform.BAIDU), Platform.BAIDU));
    assertRefused(
        "Invalid parameter: Failed to create a new endpoint under app "
            + APPLICATION
            + " due to blank field UserId",
        () -> DeviceRules.of(request("t", null, map("ChannelId=c")), Platform.BAIDU));
    assertRefused(
        "Invalid parameter: Attributes Reason: Unknown attribute UserId",
        () -> DeviceRules.of(request("t", null, map("UserId=u")), Platform.GCM));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nope=1 | Unknown attribute Nope",
        "Enabled=maybe | Enabled: Invalid value [maybe]. Must be true, false.",
      })
  void otherAttributesAreRefused(String given, String reason) {
    assertRefused(
        "Invalid parameter: Attributes Reason: " + reason,
        () -> DeviceRules.set(of("t", Platform.GCM), map(given), Platform.GCM));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Token=t | Token=t | true",
        "Token=t | Token=t Enabled=true | true",
        "Token=t | Token=t Enabled=false | false",
        "Token=t Enabled=false | Token=t | true",
        "Token=t Enabled=false | Token=t Enabled=true | false",
        "Token=t CustomUserData=d | Token=t CustomUserData=d | true",
        "Token=t CustomUserData=d | Token=t CustomUserData=e | false",
        "Token=t CustomUserData=d | Token=t | false",
        "Token=t | Token=t CustomUserData=d | false",
        "Token=t | Token=u | false",
      })
  void anEndpointIsTheSameIfAllThatIsGivenIs(String has, String wanted, boolean same) {
    assertEquals(
        same,
        DeviceRules.isSame(new Attributes(map(has)), new Attributes(map(wanted)), Platform.GCM));
  }

  @Test
  void anApplicationHasTheSameEndpointForTheSameToken() {
    assertEquals(DeviceRules.id(APPLICATION, "t"), DeviceRules.id(APPLICATION, "t"));
    assertEquals(
        4,
        Map.of(
                DeviceRules.id(APPLICATION, "t"), 1,
                DeviceRules.id(APPLICATION, "u"), 2,
                DeviceRules.id(APPLICATION + "b", "t"), 3,
                DeviceRules.id(APPLICATION, "t/u"), 4)
            .size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:sns:r:1:endpoint/GCM/a/b/c",
        "arn:aws:sns:r:1:endpoint/GCM/a",
        "arn:aws:sns:r:1:t",
      })
  void theArnOfAnEndpointHasFourElements(String arn) {
    assertRefused(
        "Invalid parameter: EndpointArn Reason: Wrong number of slashes in relative portion of the"
            + " ARN.",
        () -> PlatformArn.endpoint("EndpointArn", arn));
  }

  @Test
  void theArnOfAnEndpointNamesItsApplication() {
    String id = "5e3e9847-3183-3f18-a7e8-671c3a57d4b3";
    String text = "arn:aws:sns:r:1:endpoint/GCM/a/" + id;
    PlatformArn endpoint = PlatformArn.endpoint("EndpointArn", text);
    assertEquals(APPLICATION, endpoint.application().toString());
    assertEquals(text, endpoint.of(endpoint.endpoint().orElseThrow()));
    assertEquals(Platform.GCM, endpoint.platform());
    assertEquals("r:1", endpoint.scope());
    assertEquals(
        text, PlatformArn.application("", APPLICATION).of(endpoint.endpoint().orElseThrow()));
    assertRefused(
        "Invalid parameter: EndpointArn",
        () -> PlatformArn.endpoint("EndpointArn", "arn:aws:sns:r:1:app/GCM/a/b"));
    assertRefused(
        "Invalid parameter: EndpointArn",
        () -> PlatformArn.endpoint("EndpointArn", text.replace("sns", "sqs")));
  }

  private static Attributes of(String token, Platform platform) {
    return DeviceRules.of(request(token, null, Map.of()), platform);
  }

  private static CreatePlatformEndpoint request(
      String token, @Nullable String data, Map<String, String> attributes) {
    return new CreatePlatformEndpoint(APPLICATION, token, data, attributes);
  }
}
