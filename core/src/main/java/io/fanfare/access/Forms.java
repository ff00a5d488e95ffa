package io.fanfare.access;

import java.util.regex.Pattern;

/** How names and values in the file may look. */
final class Forms {

  static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  /** Of users and roles, with a path in front. */
  static final Pattern NAME = Pattern.compile("(?:[\\w+=,.@-]{1,64}/){0,8}[\\w+=,.@-]{1,64}");

  static final Pattern SESSION = Pattern.compile("[\\w+=,.@-]{2,64}");

  /** By which AWS would know a user or a role. */
  static final Pattern UNIQUE_ID = Pattern.compile("[A-Z0-9]{16,128}");

  static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  static final Pattern SECRET = Pattern.compile("[!-~]{8,256}");
  static final Pattern TOKEN = Pattern.compile("[!-~]{1,4096}");
  static final Pattern ANYTHING = Pattern.compile("(?s:.*)");

  private Forms() {}
}
