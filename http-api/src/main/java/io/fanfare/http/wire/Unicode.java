package io.fanfare.http.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whether text is Unicode: whether each surrogate in it has its other half. */
final class Unicode {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long BACKSLASHES = 0x5C5C_5C5C_5C5C_5C5CL;

  private Unicode() {}

  /**
   * Whether strings in this JSON could hold a surrogate: it has a byte beyond ASCII or an escape by
   * number. Most requests have neither, and finding that out eight bytes at a time is far cheaper
   * than looking at every character that was read.
   */
  static boolean suspects(byte[] json) {
    int i = 0;
    for (; i + Long.BYTES <= json.length; i += Long.BYTES) {
      long word = (long) LONGS.get(json, i);
      long zeroes = word ^ BACKSLASHES;
      long found = word | ((zeroes - LOW_BITS) & ~zeroes);
      if ((found & HIGH_BITS) != 0 && suspects(json, i, i + Long.BYTES)) {
        return true;
      }
    }
    return suspects(json, i, json.length);
  }

  private static boolean suspects(byte[] json, int from, int to) {
    for (int i = from; i < to; i++) {
      boolean escape = json[i] == '\\' && i + 1 < json.length && json[i + 1] == 'u';
      if (json[i] < 0 || escape) {
        return true;
      }
    }
    return false;
  }

  /** Whether every surrogate in {@code text} has its other half. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
