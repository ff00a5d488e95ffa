package io.fanfare.core.policy;

import io.fanfare.core.Principal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The keys of a request, all worked out in advance. */
final class NaiveContext {

  private static final String REGION = "us-east-1";

  private NaiveContext() {}

  static Map<String, List<String>> of(Facts facts) {
    Map<String, List<String>> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Principal who = facts.principal();
    String iam = "arn:aws:iam::" + who.account() + ":";
    switch (who.kind()) {
      case ACCOUNT -> person(keys, "Account", iam + "root");
      case USER -> {
        person(keys, "User", iam + "user/" + who.name());
        put(keys, "aws:username", who.name().replaceAll(".*/", ""));
      }
      case ROLE_SESSION -> person(keys, "AssumedRole", iam + "role/" + who.name());
      case SERVICE -> {
        put(keys, "aws:PrincipalIsAWSService", "true");
        put(keys, "aws:PrincipalServiceName", who.name());
        put(keys, "aws:PrincipalType", "Service");
        put(keys, "aws:SourceAccount", who.account());
        put(keys, "aws:SourceOwner", who.account());
      }
      case ANONYMOUS -> put(keys, "aws:PrincipalType", "Anonymous");
    }
    if (who.kind() != Principal.Kind.SERVICE) {
      put(keys, "aws:PrincipalAccount", who.account());
    }
    String session = who.kind() == Principal.Kind.ROLE_SESSION ? ":" + who.session() : "";
    put(keys, "aws:userid", facts.id() == null ? null : facts.id() + session);
    tags(keys, "aws:PrincipalTag/", facts.principalTags());
    putRequest(keys, facts);
    return keys;
  }

  private static void putRequest(Map<String, List<String>> keys, Facts facts) {
    put(keys, "aws:SourceArn", facts.request().sourceArn());
    put(keys, "aws:SourceIp", facts.request().sourceIp());
    put(keys, "aws:SecureTransport", facts.request().secure() ? "true" : "false");
    long seconds = Math.floorDiv(facts.request().millis(), 1000L);
    put(keys, "aws:EpochTime", "" + seconds);
    put(
        keys,
        "aws:CurrentTime",
        OffsetDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC)
            .format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'")));
    put(keys, "aws:UserAgent", facts.request().userAgent());
    put(keys, "aws:Referer", facts.request().referer());
    put(keys, "aws:RequestedRegion", REGION);
    put(keys, "aws:ViaAWSService", "false");
    put(keys, "aws:ResourceAccount", facts.about().account());
    tags(keys, "aws:ResourceTag/", facts.about().tags());
    tags(keys, "aws:RequestTag/", facts.asked().tags());
    if (!facts.asked().tagKeys().isEmpty()) {
      keys.put("aws:TagKeys", facts.asked().tagKeys());
    }
    put(keys, "sns:Protocol", facts.asked().protocol());
    put(keys, "sns:Endpoint", facts.asked().endpoint());
  }

  private static void person(Map<String, List<String>> keys, String type, String arn) {
    put(keys, "aws:PrincipalType", type);
    put(keys, "aws:PrincipalArn", arn);
    put(keys, "aws:PrincipalIsAWSService", "false");
  }

  private static void tags(
      Map<String, List<String>> keys, String prefix, Map<String, String> tags) {
    tags.forEach((key, value) -> put(keys, prefix + key, value));
  }

  private static void put(Map<String, List<String>> keys, String key, @Nullable String value) {
    if (value != null) {
      keys.put(key, List.of(value));
    }
  }
}
