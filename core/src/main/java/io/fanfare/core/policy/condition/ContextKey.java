package io.fanfare.core.policy.condition;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What conditions and variables can ask of a request. */
public enum ContextKey {
  PRINCIPAL_ARN("aws:PrincipalArn"),
  PRINCIPAL_ACCOUNT("aws:PrincipalAccount"),
  PRINCIPAL_TYPE("aws:PrincipalType"),
  PRINCIPAL_TAG("aws:PrincipalTag/"),
  PRINCIPAL_IS_AWS_SERVICE("aws:PrincipalIsAWSService"),
  PRINCIPAL_SERVICE_NAME("aws:PrincipalServiceName"),
  USER_NAME("aws:username"),
  USER_ID("aws:userid"),
  SOURCE_ARN("aws:SourceArn"),
  SOURCE_ACCOUNT("aws:SourceAccount"),
  SOURCE_OWNER("aws:SourceOwner"),
  SOURCE_IP("aws:SourceIp"),
  SECURE_TRANSPORT("aws:SecureTransport"),
  CURRENT_TIME("aws:CurrentTime"),
  EPOCH_TIME("aws:EpochTime"),
  USER_AGENT("aws:UserAgent"),
  REFERER("aws:Referer"),
  REQUESTED_REGION("aws:RequestedRegion"),
  VIA_AWS_SERVICE("aws:ViaAWSService"),
  RESOURCE_ACCOUNT("aws:ResourceAccount"),
  RESOURCE_TAG("aws:ResourceTag/"),
  REQUEST_TAG("aws:RequestTag/"),
  TAG_KEYS("aws:TagKeys"),
  ENDPOINT("sns:Endpoint"),
  PROTOCOL("sns:Protocol"),
  /** What no request has, such as the key of another service. */
  UNKNOWN("");

  private static final Map<String, ContextKey> BY_NAME =
      Stream.of(values()).collect(Collectors.toMap(ContextKey::small, Function.identity()));

  private final String text;

  ContextKey(String text) {
    this.text = text;
  }

  /** The key of {@code text}, in whatever letters; those of tags end with a slash. */
  static ContextKey of(String text) {
    return BY_NAME.getOrDefault(text.toLowerCase(Locale.ROOT), UNKNOWN);
  }

  /** Whether a request can have several values of it. */
  boolean isList() {
    return this == TAG_KEYS;
  }

  private String small() {
    return text.toLowerCase(Locale.ROOT);
  }
}
