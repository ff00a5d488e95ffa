package io.fanfare.store.mv.file;

import io.fanfare.store.StoreOpenException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.h2.mvstore.DataUtils;

/**
 * The first two blocks of a data file: two copies of one line of text with its checksum. They are
 * written after the commit they tell of is durable, so a store that opens with less than they say
 * has lost something.
 */
final class StoreHeader {

  private static final String CHECKSUM = ",fletcher:";

  private StoreHeader() {}

  /**
   * The version of the newest commit that {@code file} says it holds.
   *
   * @throws StoreOpenException if neither copy is whole
   */
  static long version(BarrierFileStore file) {
    if (file.size() < 2L * BarrierFileStore.BLOCK_BYTES) {
      throw new StoreOpenException(
          file.getFileName() + " is not a store: it has " + file.size() + " bytes");
    }
    long version = versions(file).max().orElse(-1);
    if (version < 0) {
      throw new StoreOpenException(
          file.getFileName() + " is not a store: it does not begin with a store's header");
    }
    return version;
  }

  /** What each of the two copies says; -1 for one that is not whole. */
  static LongStream versions(BarrierFileStore file) {
    return IntStream.range(0, 2)
        .mapToLong(
            copy ->
                version(
                    file.readFully(
                        null,
                        (long) copy * BarrierFileStore.BLOCK_BYTES,
                        BarrierFileStore.BLOCK_BYTES)));
  }

  /** The two copies, with {@code fields}. */
  static ByteBuffer of(Map<String, Object> fields) {
    StringBuilder line = new StringBuilder();
    DataUtils.appendMap(line, new HashMap<>(fields));
    byte[] text = line.toString().getBytes(StandardCharsets.ISO_8859_1);
    line.append(CHECKSUM);
    line.append(Integer.toHexString(DataUtils.getFletcher32(text, 0, text.length))).append('\n');
    byte[] bytes = line.toString().getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer header = ByteBuffer.allocate(2 * BarrierFileStore.BLOCK_BYTES);
    return header.put(bytes).position(BarrierFileStore.BLOCK_BYTES).put(bytes).rewind();
  }

  private static long version(ByteBuffer block) {
    String text = StandardCharsets.ISO_8859_1.decode(block).toString().trim();
    int end = text.indexOf(CHECKSUM);
    if (end < 0) {
      return -1;
    }
    byte[] bytes = text.substring(0, end).getBytes(StandardCharsets.ISO_8859_1);
    String checksum = text.substring(end + CHECKSUM.length());
    if (!checksum.equals(Integer.toHexString(DataUtils.getFletcher32(bytes, 0, bytes.length)))) {
      return -1;
    }
    Map<String, String> fields = DataUtils.parseMap(text.substring(0, end));
    return Long.parseUnsignedLong(fields.getOrDefault("version", "0"), 16);
  }
}
