package io.fanfare.core.policy;

/**
 * The patterns in policies: {@code *} stands for any characters and {@code ?} for one. Neither
 * stands for a colon, unless the {@code *} is the last character.
 */
final class Wildcard {

  private Wildcard() {}

  /**
   * Whether {@code text} is as {@code pattern} says, in time that grows with both lengths: when
   * something does not fit, only the last {@code *} takes in another character, since one before it
   * could take in nothing that this one cannot.
   */
  static boolean matches(String pattern, String text) {
    int at = 0;
    int star = -1;
    int resume = 0;
    for (int i = 0; i < text.length(); ) {
      char next = at < pattern.length() ? pattern.charAt(at) : ':';
      if (next == '*') {
        star = at++;
        resume = i;
      } else if (at < pattern.length() && fits(next, text.charAt(i))) {
        at++;
        i++;
      } else if (star >= 0 && takesIn(pattern, star, text.charAt(resume))) {
        at = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }

  private static boolean fits(char wanted, char found) {
    return wanted == found || (wanted == '?' && found != ':');
  }

  private static boolean takesIn(String pattern, int star, char found) {
    return found != ':' || star == pattern.length() - 1;
  }
}
