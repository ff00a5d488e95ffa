package io.fanfare.topics.mobile;

import static io.fanfare.topics.mobile.ApplicationAttribute.APPLE_PLATFORM_BUNDLE_ID;
import static io.fanfare.topics.mobile.ApplicationAttribute.APPLE_PLATFORM_TEAM_ID;
import static io.fanfare.topics.mobile.ApplicationAttribute.AUTHENTICATION_METHOD;
import static io.fanfare.topics.mobile.ApplicationAttribute.PLATFORM_CREDENTIAL;
import static io.fanfare.topics.mobile.ApplicationAttribute.PLATFORM_PRINCIPAL;

import io.fanfare.core.Attribute;
import io.fanfare.core.Attributes;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Platform;
import io.fanfare.topics.rules.GivenAttributes;
import io.fanfare.topics.rules.Refusals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an application may be called and consist of, with AWS's refusals of everything else. */
final class ApplicationRules {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_.-]{1," + Limits.APPLICATION_NAME_LENGTH + "}");

  private ApplicationRules() {}

  /** The name that {@code request} gives the application. */
  static String name(CreatePlatformApplication request) {
    if (!NAME.matcher(request.name()).matches()) {
      throw Refusals.invalid(
          "Name Reason: Application names must be made up of only uppercase and lowercase ASCII"
              + " letters, numbers, underscores, hyphens, and periods, and must be between 1 and 256"
              + " characters long");
    }
    return request.name();
  }

  /** The platform that {@code request} wants it on. */
  static Platform platform(CreatePlatformApplication request) {
    return Platform.of(request.platform())
        .orElseThrow(
            () -> Refusals.invalid("Platform Reason: " + request.platform() + " is not supported"));
  }

  /**
   * The attributes of an application that had {@code current} once {@code given} are among them;
   * all that are given, or none.
   */
  static Attributes set(Attributes current, Map<String, String> given, Platform platform) {
    Attributes changed = GivenAttributes.set(current, given, ApplicationAttribute.all());
    if (!changed.has(PLATFORM_CREDENTIAL)
        || (platform.needsPrincipal() && !changed.has(PLATFORM_PRINCIPAL))) {
      throw Refusals.invalid("Attributes Reason: Platform credentials are invalid");
    }
    return changed;
  }

  /**
   * Refuses {@code given} unless it is what an application {@code has} already: it is created again
   * only as it is. What is not given is not compared.
   */
  static void checkSame(Attributes has, Map<String, String> given, Platform platform) {
    Attributes wanted = set(Attributes.none(), given, platform);
    for (Attribute<?> attribute : ApplicationAttribute.all()) {
      if (given.containsKey(attribute.name())
          && !wanted.text(attribute).equals(has.text(attribute))) {
        throw Refusals.invalid(
            "Attributes Reason: Application already exists with different attributes");
      }
    }
  }

  /** What an application on {@code platform} shows of {@code attributes}: no credentials. */
  static Map<String, String> view(Attributes attributes, Platform platform) {
    Map<String, String> shown = new LinkedHashMap<>();
    for (Attribute<?> attribute : ApplicationAttribute.all()) {
      if (!ApplicationAttribute.isSecret(attribute)) {
        attributes.text(attribute).ifPresent(text -> shown.put(attribute.name(), text));
      }
    }
    authenticationMethod(attributes, platform)
        .ifPresent(method -> shown.put(AUTHENTICATION_METHOD.name(), method));
    return shown;
  }

  private static Optional<String> authenticationMethod(Attributes attributes, Platform platform) {
    if (platform.isApple()) {
      boolean byToken =
          attributes.has(APPLE_PLATFORM_TEAM_ID) && attributes.has(APPLE_PLATFORM_BUNDLE_ID);
      return Optional.of(byToken ? "token" : "certificate");
    }
    return Optional.of(platform)
        .filter(Platform::isGoogle)
        .flatMap(google -> attributes.text(PLATFORM_CREDENTIAL))
        .map(credential -> credential.stripLeading().startsWith("{") ? "token" : "key");
  }
}
