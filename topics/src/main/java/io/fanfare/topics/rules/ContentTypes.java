package io.fanfare.topics.rules;

import java.util.regex.Pattern;

/** The content types that HTTP endpoints can be sent: those of AWS's list. */
final class ContentTypes {

  private static final Pattern LISTED =
      Pattern.compile(
          "(?:text/(?:plain|csv|css|html|xml)"
              + "|application/(?:json|xml|atom\\+xml|octet-stream|soap\\+xml"
              + "|x-www-form-urlencoded|xhtml\\+xml))"
              + "(?:; ?charset=[\\w-]{1,40})?");

  private ContentTypes() {}

  /** Whether {@code type}, with or without a charset, is on the list. */
  static boolean contain(String type) {
    return LISTED.matcher(type).matches();
  }
}
