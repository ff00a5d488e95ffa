package io.fanfare.topics.mobile;

import static io.fanfare.topics.mobile.EndpointAttribute.CHANNEL_ID;
import static io.fanfare.topics.mobile.EndpointAttribute.CUSTOM_USER_DATA;
import static io.fanfare.topics.mobile.EndpointAttribute.ENABLED;
import static io.fanfare.topics.mobile.EndpointAttribute.TOKEN;
import static io.fanfare.topics.mobile.EndpointAttribute.USER_ID;

import io.fanfare.core.Attribute;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Platform;
import io.fanfare.topics.rules.GivenAttributes;
import io.fanfare.topics.rules.Refusals;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** What the endpoint of a device may consist of, with AWS's refusals of everything else. */
final class DeviceRules {

  private static final Pattern APPLE_TOKEN =
      Pattern.compile("[0-9a-fA-F]{1," + Limits.APPLE_TOKEN_LENGTH + "}");

  private DeviceRules() {}

  /** The attributes that {@code request} gives a new endpoint of {@code application}. */
  static Attributes of(CreatePlatformEndpoint request, Platform platform) {
    Map<String, String> given = new LinkedHashMap<>(request.attributes());
    given.put(TOKEN.name(), request.token());
    if (request.customUserData() != null) {
      given.put(CUSTOM_USER_DATA.name(), request.customUserData());
    }
    Attributes attributes = set(Attributes.none(), given, platform);
    if (platform.hasChannels()) {
      for (Attribute<?> needed : List.of(CHANNEL_ID, USER_ID)) {
        if (!attributes.has(needed)) {
          throw Refusals.invalid(
              "Failed to create a new endpoint under app %s due to blank field %s"
                  .formatted(request.platformApplicationArn(), needed));
        }
      }
    }
    return attributes;
  }

  /**
   * The attributes of an endpoint that had {@code current} once {@code given} are among them; all
   * that are given, or none.
   */
  static Attributes set(Attributes current, Map<String, String> given, Platform platform) {
    Attributes changed = GivenAttributes.set(current, given, EndpointAttribute.of(platform));
    checkBytes(CUSTOM_USER_DATA, changed, Limits.CUSTOM_USER_DATA_BYTES);
    String token = token(changed);
    if (token.isEmpty()) {
      throw Refusals.invalid("Token Reason: cannot be empty");
    }
    if (!platform.isApple()) {
      checkBytes(TOKEN, changed, Limits.TOKEN_BYTES);
      return changed;
    }
    if (!APPLE_TOKEN.matcher(token).matches()) {
      throw Refusals.invalid(
          "Token Reason: iOS device tokens must be no more than 400 hexadecimal characters");
    }
    return changed.with(TOKEN, token.toLowerCase(Locale.ROOT));
  }

  /** The token among {@code attributes}. */
  static String token(Attributes attributes) {
    return attributes.text(TOKEN).orElse("");
  }

  /**
   * The id of the endpoint that is made for {@code token}: an application that is made again has
   * the same endpoints for the same tokens.
   */
  static UUID id(String application, String token) {
    return UUID.nameUUIDFromBytes((application + "/" + token).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether an endpoint that has {@code has} is one that is made with {@code wanted} and the same
   * token. One that was disabled meanwhile is, unless it is asked for as it was.
   */
  static boolean isSame(Attributes has, Attributes wanted, Platform platform) {
    return EndpointAttribute.of(platform).stream()
        .filter(attribute -> attribute != ENABLED || wanted.has(ENABLED))
        .allMatch(attribute -> has.text(attribute).equals(wanted.text(attribute)));
  }

  /** The refusal of a token that {@code endpoint} has. */
  static BrokerException taken(String endpoint) {
    return Refusals.invalid(
        "Token Reason: Endpoint %s already exists with the same Token, but different attributes."
            .formatted(endpoint));
  }

  /** The refusal to make an endpoint anew for the first token of one that has another by now. */
  static BrokerException moved() {
    return Refusals.invalid("This endpoint is already registered with a different token.");
  }

  /** What an endpoint on {@code platform} shows of {@code attributes}. */
  static Map<String, String> view(Attributes attributes, Platform platform) {
    Map<String, String> shown = new LinkedHashMap<>();
    for (Attribute<?> attribute : EndpointAttribute.of(platform)) {
      attributes.text(attribute).ifPresent(text -> shown.put(attribute.name(), text));
    }
    return shown;
  }

  private static void checkBytes(Attribute<?> attribute, Attributes attributes, int most) {
    String text = attributes.text(attribute).orElse("");
    if (text.getBytes(StandardCharsets.UTF_8).length > most) {
      throw Refusals.invalid(
          "%s Reason: must be at most %d bytes long in UTF-8 encoding".formatted(attribute, most));
    }
  }
}
