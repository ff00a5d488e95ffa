package io.fanfare.core.policy.condition;

import java.util.Arrays;

/**
 * A pattern of policies: {@code *} stands for any characters and {@code ?} for one, unless they
 * were put there as characters. It is matched in time that grows with the sum of both lengths, but
 * for a sixty-fourth of their product at worst.
 */
public final class Glob {

  static final int STAR = -1;
  static final int ONE = -2;

  /** So many steps for each character are made before it is matched in another way. */
  private static final int PATIENCE = 2;

  private final int[] codes;

  private Glob(int[] codes) {
    this.codes = codes;
  }

  /** The pattern that {@code text} spells. */
  public static Glob of(String text) {
    return new Writing().pattern(text).glob();
  }

  /** Whether it has a wildcard. */
  public boolean isWild() {
    return Arrays.stream(codes).anyMatch(code -> code < 0);
  }

  /** Whether {@code text} is as it says, whatever {@code text} has. */
  public boolean matches(String text) {
    return matches(text, false);
  }

  /**
   * Whether {@code text} is as it says where wildcards stand for no colon, unless a {@code *} is
   * the last of the pattern.
   */
  public boolean matchesParts(String text) {
    return matches(text, true);
  }

  /** How many colons it has itself. */
  int colons() {
    return (int) Arrays.stream(codes).filter(code -> code == ':').count();
  }

  /** Whether it is {@code text}, in which nothing is a wildcard, but for the case of letters. */
  boolean equalsIgnoreCase(String text) {
    return literal().equalsIgnoreCase(text);
  }

  /** Whether it is {@code text}, in which nothing is a wildcard. */
  boolean isText(String text) {
    if (codes.length != text.length()) {
      return false;
    }
    for (int i = 0; i < codes.length; i++) {
      if (character(codes[i]) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String literal() {
    StringBuilder text = new StringBuilder(codes.length);
    for (int code : codes) {
      text.append(character(code));
    }
    return text.toString();
  }

  private static char character(int code) {
    return code == STAR ? '*' : code == ONE ? '?' : (char) code;
  }

  /*
   * When something does not fit, only the last star takes in another character, since one before it
   * could take in nothing that this one cannot.
   */
  private boolean matches(String text, boolean parts) {
    int at = 0;
    int star = -1;
    int resume = 0;
    if (!endsAs(text, parts)) {
      return false;
    }
    int steps = PATIENCE * (codes.length + text.length());
    for (int i = 0; i < text.length(); ) {
      if (--steps < 0) {
        return new GlobStates(codes, parts).match(text);
      }
      char found = text.charAt(i);
      if (at < codes.length && codes[at] == STAR) {
        star = at++;
        resume = i;
      } else if (at < codes.length && fits(codes[at], found, parts)) {
        at++;
        i++;
      } else if (star >= 0 && takesIn(star, text.charAt(resume), parts)) {
        at = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (at < codes.length && codes[at] == STAR) {
      at++;
    }
    return at == codes.length;
  }

  /** Whether the end of {@code text} can be that of the pattern, as far as it has no star. */
  private boolean endsAs(String text, boolean parts) {
    int at = codes.length - 1;
    for (int i = text.length() - 1; at >= 0 && codes[at] != STAR; at--, i--) {
      if (i < 0 || !fits(codes[at], text.charAt(i), parts)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(int wanted, char found, boolean parts) {
    return wanted == found || (wanted == ONE && !(parts && found == ':'));
  }

  private boolean takesIn(int star, char found, boolean parts) {
    return !parts || found != ':' || star == codes.length - 1;
  }

  /** A pattern in the making. */
  static final class Writing {

    private int[] codes = new int[32];
    private int length;

    /** Adds {@code text}, whose wildcards are wildcards. */
    Writing pattern(String text) {
      for (int i = 0; i < text.length(); i++) {
        char next = text.charAt(i);
        add(next == '*' ? STAR : next == '?' ? ONE : next);
      }
      return this;
    }

    /** Adds {@code text} as it is. */
    Writing text(String text) {
      for (int i = 0; i < text.length(); i++) {
        add(text.charAt(i));
      }
      return this;
    }

    Glob glob() {
      return new Glob(Arrays.copyOf(codes, length));
    }

    private void add(int code) {
      if (length == codes.length) {
        codes = Arrays.copyOf(codes, length * 2);
      }
      codes[length++] = code;
    }
  }
}
