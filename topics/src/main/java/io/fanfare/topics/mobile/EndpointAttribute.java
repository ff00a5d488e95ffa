package io.fanfare.topics.mobile;

import io.fanfare.core.Attribute;
import io.fanfare.topics.model.Platform;
import java.util.List;
import java.util.Optional;

/** Every attribute of a device's endpoint, declared once. */
public final class EndpointAttribute {

  /**
   * Whether the device is sent anything; {@code true} by default, and otherwise a publish is
   * refused with EndpointDisabled.
   */
  public static final Attribute<Boolean> ENABLED = Attribute.flag("Enabled").orElse("true");

  /**
   * What the platform knows the device by, and always set: up to 400 hexadecimal characters at
   * Apple, in lower case from then on, and up to 8,192 bytes of UTF-8 elsewhere.
   */
  public static final Attribute<String> TOKEN =
      Attribute.text("Token", "what the platform knows the device by", Optional::of);

  /**
   * What the application wants to keep with the device: up to 2,048 bytes of UTF-8, not set by
   * default.
   */
  public static final Attribute<String> CUSTOM_USER_DATA =
      Attribute.text("CustomUserData", "any text", Optional::of);

  /** The channel of the device: any text, which an endpoint of BAIDU needs and no other has. */
  public static final Attribute<String> CHANNEL_ID =
      Attribute.text("ChannelId", "any text; BAIDU only", Optional::of);

  /** The user of the device: any text, which an endpoint of BAIDU needs and no other has. */
  public static final Attribute<String> USER_ID =
      Attribute.text("UserId", "any text; BAIDU only", Optional::of);

  private EndpointAttribute() {}

  /** Every attribute on {@code platform}, in the order in which they are shown. */
  public static List<Attribute<?>> of(Platform platform) {
    return platform.hasChannels()
        ? List.of(ENABLED, TOKEN, CUSTOM_USER_DATA, CHANNEL_ID, USER_ID)
        : List.of(ENABLED, TOKEN, CUSTOM_USER_DATA);
  }
}
