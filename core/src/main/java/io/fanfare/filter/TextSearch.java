package io.fanfare.filter;

/**
 * Looks for a text in another in time that grows with the sum of their lengths (Knuth, Morris and
 * Pratt), where {@link String#indexOf(String, int)} can take their product.
 */
public final class TextSearch {

  /** What is no longer is looked for by {@code indexOf}, which is faster by far. */
  private static final int SHORT = 16;

  private TextSearch() {}

  /** As {@link String#indexOf(String, int)}. */
  static int indexOf(String text, String part, int from) {
    return part.length() <= SHORT ? text.indexOf(part, from) : search(text, part, from);
  }

  /** As {@link #indexOf}, in any sequences of characters. */
  public static int search(CharSequence text, CharSequence part, int from) {
    int[] borders = borders(part);
    int matched = 0;
    for (int at = from; at < text.length(); at++) {
      while (matched > 0 && text.charAt(at) != part.charAt(matched)) {
        matched = borders[matched - 1];
      }
      if (text.charAt(at) == part.charAt(matched)) {
        matched++;
      }
      if (matched == part.length()) {
        return at - matched + 1;
      }
    }
    return -1;
  }

  /** For each beginning of {@code part} the length of the longest one that it ends with. */
  private static int[] borders(CharSequence part) {
    int[] borders = new int[part.length()];
    int border = 0;
    for (int at = 1; at < borders.length; at++) {
      while (border > 0 && part.charAt(at) != part.charAt(border)) {
        border = borders[border - 1];
      }
      if (part.charAt(at) == part.charAt(border)) {
        border++;
      }
      borders[at] = border;
    }
    return borders;
  }
}
