package io.fanfare.topics.model;

import java.util.Arrays;
import java.util.Optional;

/** The services that push notifications to devices, in AWS's names. */
public enum Platform {
  /** Amazon Device Messaging. */
  ADM(Kind.PLAIN),
  /** Apple's service. */
  APNS(Kind.APPLE),
  /** Apple's service for applications in development. */
  APNS_SANDBOX(Kind.APPLE),
  /** Apple's service for calls. */
  APNS_VOIP(Kind.APPLE),
  /** Apple's service for calls to applications in development. */
  APNS_VOIP_SANDBOX(Kind.APPLE),
  /** Baidu Cloud Push. */
  BAIDU(Kind.CHANNELS),
  /** Firebase Cloud Messaging, in its own name. */
  FCM(Kind.GOOGLE),
  /** Firebase Cloud Messaging, in the name of what was before it. */
  GCM(Kind.GOOGLE),
  /** Apple's service for desktops. */
  MACOS(Kind.APPLE),
  /** Apple's service for desktops and applications in development. */
  MACOS_SANDBOX(Kind.APPLE),
  /** Microsoft's service for phones. */
  MPNS(Kind.PLAIN),
  /** Microsoft's service for Windows. */
  WNS(Kind.PLAIN);

  private enum Kind {
    PLAIN,
    APPLE,
    CHANNELS,
    GOOGLE
  }

  private final Kind kind;

  Platform(Kind kind) {
    this.kind = kind;
  }

  /** The platform that AWS calls {@code name}. */
  public static Optional<Platform> of(String name) {
    return Arrays.stream(values()).filter(platform -> platform.name().equals(name)).findFirst();
  }

  /** Whether a credential counts only with the principal that it belongs to. */
  public boolean needsPrincipal() {
    return kind != Kind.GOOGLE;
  }

  /** Whether it is one of Firebase's. */
  public boolean isGoogle() {
    return kind == Kind.GOOGLE;
  }

  /** Whether it is one of Apple's, which know devices by hexadecimal numbers. */
  public boolean isApple() {
    return kind == Kind.APPLE;
  }

  /** Whether a device is known by a channel and a user. */
  public boolean hasChannels() {
    return kind == Kind.CHANNELS;
  }
}
