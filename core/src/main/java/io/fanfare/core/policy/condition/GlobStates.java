package io.fanfare.core.policy.condition;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Matches a pattern by all of its positions at once, a bit for each, in steps of 64 of them (the
 * shift-and of Baeza-Yates and Gonnet, with stars as positions that stay). So there is nothing to
 * go back to, which is what makes some patterns slow.
 */
final class GlobStates {

  /** Characters that differ in their last bits are known at once; texts mostly have no others. */
  private static final int SLOTS = 128;

  private final int[] characters;
  private final boolean parts;
  private final long[] staying;
  private final long[] @Nullable [] fitting = new long[SLOTS][];
  private final char[] inSlot = new char[SLOTS];

  /**
   * The positions of {@code codes}.
   *
   * @param parts whether wildcards stand for no colon, but for a star at the end
   */
  GlobStates(int[] codes, boolean parts) {
    this.parts = parts;
    int[] others = new int[codes.length];
    BitSet stars = new BitSet(codes.length + 1);
    int length = 0;
    for (int code : codes) {
      if (code == Glob.STAR) {
        stars.set(length);
      } else {
        others[length++] = code;
      }
    }
    characters = Arrays.copyOf(others, length);
    staying = Arrays.copyOf(stars.toLongArray(), words());
  }

  private int words() {
    return characters.length / Long.SIZE + 1;
  }

  boolean match(String text) {
    return characters.length < Long.SIZE ? matchShort(text) : matchLong(text);
  }

  /** The same where all positions are bits of one number. */
  private boolean matchShort(String text) {
    long end = 1L << characters.length;
    long stay = staying[0];
    long stayAtColons = parts ? stay & end : stay;
    long at = 1;
    for (int i = 0; i < text.length() && at != 0; i++) {
      char found = text.charAt(i);
      at = (at & fits(found)[0]) << 1 | (at & (found == ':' ? stayAtColons : stay));
    }
    return (at & end) != 0;
  }

  private boolean matchLong(String text) {
    long[] at = new long[words()];
    at[0] = 1;
    for (int i = 0; i < text.length(); i++) {
      step(at, text.charAt(i));
    }
    return isSet(at, characters.length);
  }

  /** Goes on with {@code found} from all positions {@code at} which the text can be. */
  private void step(long[] at, char found) {
    long[] fits = fits(found);
    boolean stays = !parts || found != ':';
    boolean endStays = !stays && isSet(at, characters.length) && isSet(staying, characters.length);
    long carry = 0;
    for (int word = 0; word < at.length; word++) {
      long on = at[word] & fits[word];
      long rest = stays ? at[word] & staying[word] : 0;
      at[word] = on << 1 | carry | rest;
      carry = on >>> (Long.SIZE - 1);
    }
    if (endStays) {
      at[characters.length / Long.SIZE] |= 1L << characters.length;
    }
  }

  private long[] fits(char found) {
    int slot = found % SLOTS;
    long[] known = fitting[slot];
    if (known == null || inSlot[slot] != found) {
      known = fitting(found);
      fitting[slot] = known;
      inSlot[slot] = found;
    }
    return known;
  }

  /** The positions that {@code found} may stand at. */
  private long[] fitting(char found) {
    long[] fits = new long[words()];
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] == found || (characters[i] == Glob.ONE && !(parts && found == ':'))) {
        fits[i / Long.SIZE] |= 1L << i;
      }
    }
    return fits;
  }

  private static boolean isSet(long[] bits, int position) {
    return (bits[position / Long.SIZE] & 1L << position) != 0;
  }
}
