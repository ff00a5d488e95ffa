package io.fanfare.store.mv.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;

/**
 * The checksum of those parts of a chunk that are the store's own: its header, its table of
 * contents and the pages of the store's own maps. It stands in the blank end of the chunk's footer,
 * one byte for each half-byte, because the store takes such bytes for blanks.
 */
final class ChunkChecksum {

  private static final int MAX_HEADER = 1024;
  private static final int DIGITS = 8;

  private ChunkChecksum() {}

  /** Signs the pages of rows in {@code chunk}, which is about to be written, then the rest. */
  static void sign(ByteBuffer chunk) {
    BiFunction<Integer, Integer, ByteBuffer> memory =
        (offset, length) -> chunk.slice(offset, Math.min(length, chunk.limit() - offset));
    Contents contents = Contents.read(memory);
    for (long entry : contents.pages) {
      if (DataUtils.getPageMapId(entry) >= PageChecksum.FIRST_MAP) {
        new PageChecksum(chunk.duplicate().position(DataUtils.getPageOffset(entry))).sign();
      }
    }
    int seal = contents.checksum(memory);
    int at = chunk.limit() - 1 - DIGITS;
    for (int i = 0; i < DIGITS; i++) {
      if (chunk.get(at + i) != ' ') {
        throw new IllegalStateException("The footer of a chunk leaves no room for its seal");
      }
      chunk.put(at + i, (byte) (seal >>> (4 * i) & 0xf));
    }
  }

  /**
   * Whether the seal of the chunk of {@code length} bytes fits it.
   *
   * @param reader gives the bytes at an offset in the chunk, as many as asked for
   */
  static boolean isIntact(int length, BiFunction<Integer, Integer, ByteBuffer> reader) {
    try {
      int seal = 0;
      ByteBuffer digits = reader.apply(length - 1 - DIGITS, DIGITS);
      for (int i = 0; i < DIGITS; i++) {
        byte digit = digits.get();
        if ((digit & ~0xf) != 0) {
          return false;
        }
        seal |= digit << (4 * i);
      }
      return Contents.read(reader).checksum(reader) == seal;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Where the parts of a chunk are. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Contents(ByteBuffer header, long[] pages) {

    static Contents read(BiFunction<Integer, Integer, ByteBuffer> reader) {
      ByteBuffer header = reader.apply(0, MAX_HEADER);
      int length = 0;
      while (header.get(length++) != '\n') {}
      header.limit(length);
      Map<String, String> fields =
          DataUtils.parseMap(
              StandardCharsets.ISO_8859_1.decode(header.duplicate()).toString().trim());
      int count = hex(fields, "pages");
      ByteBuffer toc = reader.apply(hex(fields, "toc"), count * Long.BYTES);
      long[] pages = new long[count];
      toc.asLongBuffer().get(pages);
      return new Contents(header, pages);
    }

    private static int hex(Map<String, String> fields, String name) {
      return Integer.parseInt(fields.getOrDefault(name, ""), 16);
    }

    int checksum(BiFunction<Integer, Integer, ByteBuffer> reader) {
      CRC32C crc = new CRC32C();
      crc.update(header.duplicate());
      ByteBuffer entry = ByteBuffer.allocate(Long.BYTES);
      for (long page : pages) {
        crc.update(entry.clear().putLong(page).flip());
        if (DataUtils.getPageMapId(page) < PageChecksum.FIRST_MAP) {
          int offset = DataUtils.getPageOffset(page);
          int length = reader.apply(offset, Integer.BYTES).getInt();
          crc.update(reader.apply(offset, length));
        }
      }
      return (int) crc.getValue();
    }
  }
}
