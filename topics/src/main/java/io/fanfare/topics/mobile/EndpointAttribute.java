package io.fanfare.topics.mobile;

import io.fanfare.core.Attribute;
import io.fanfare.topics.model.Platform;
import java.util.List;
import java.util.Optional;

/** Every attribute of a device's endpoint, declared once. */
public final class EndpointAttribute {

  public static final Attribute<Boolean> ENABLED = Attribute.flag("Enabled").orElse("true");
  public static final Attribute<String> TOKEN =
      Attribute.text("Token", "what the platform knows the device by", Optional::of);
  public static final Attribute<String> CUSTOM_USER_DATA =
      Attribute.text("CustomUserData", "any text", Optional::of);
  public static final Attribute<String> CHANNEL_ID =
      Attribute.text("ChannelId", "any text; BAIDU only", Optional::of);
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
