package io.fanfare.queues.rows;

import io.fanfare.core.Bytes;
import io.fanfare.core.Digest;
import io.fanfare.core.Formats;
import io.fanfare.core.MessageAttribute;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a sender sent: all of a message that never changes, and that copies of it may share. Shared
 * content may have a gap in its body, at which each message has a text of its own.
 *
 * @param body the MessageBody
 * @param digest the MD5 of the body, in hexadecimal
 * @param senderId the SenderId
 * @param traceHeader the AWSTraceHeader, if it came with one
 * @param groupId the MessageGroupId, if it came with one
 * @param deduplicationId the MessageDeduplicationId, given or made of the body; absent if it was
 *     sent to a standard queue
 * @param attributes the user's attributes
 */
public record Content(
    String body,
    String digest,
    String senderId,
    @Nullable String traceHeader,
    @Nullable String groupId,
    @Nullable String deduplicationId,
    Map<String, MessageAttribute> attributes) {

  private static final int VERSION = 1;
  private static final int HAS_TRACE = 1;
  private static final int HAS_GROUP = 2;
  private static final int HAS_DEDUPLICATION = 4;
  private static final int DIGEST_BYTES = 16;

  /** The format of a body with a gap: where it is stands in place of the digest. */
  private static final int VERSION_WITH_GAP = 2;

  /** This content as a row, format 1; {@code body} is the body in UTF-8. */
  public byte[] encode(byte[] utf8) {
    return encode(utf8, OptionalInt.empty());
  }

  /** As the other, with a gap before the byte {@code gap} of the body: format 2. */
  public byte[] encode(byte[] utf8, OptionalInt gap) {
    byte[] behind = behindBody();
    int before = 2 + (gap.isEmpty() ? DIGEST_BYTES : Integer.BYTES) + Integer.BYTES;
    ByteBuffer row = ByteBuffer.allocate(before + utf8.length + behind.length);
    row.put((byte) (gap.isEmpty() ? VERSION : VERSION_WITH_GAP)).put((byte) flags());
    if (gap.isEmpty()) {
      row.put(HexFormat.of().parseHex(digest));
    } else {
      row.putInt(gap.getAsInt());
    }
    return row.putInt(utf8.length).put(utf8).put(behind).array();
  }

  /** What stands behind the body, which alone may be large. */
  private byte[] behindBody() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writeText(out, senderId);
      if (traceHeader != null) {
        writeText(out, traceHeader);
      }
      if (groupId != null) {
        writeText(out, groupId);
      }
      if (deduplicationId != null) {
        writeText(out, deduplicationId);
      }
      out.writeShort(attributes.size());
      for (Map.Entry<String, MessageAttribute> attribute : attributes.entrySet()) {
        writeText(out, attribute.getKey());
        writeAttribute(out, attribute.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The content that {@code row} keeps for the message that refers to it by {@code reference}. */
  public static Content decode(byte[] row, ContentRef reference) {
    ByteBuffer in = ByteBuffer.wrap(row);
    byte version = in.get();
    int flags = in.get();
    if (version == VERSION_WITH_GAP) {
      int gap = in.getInt();
      byte[] body = filled(gap, slice(in), reference);
      return rest(in, flags, new String(body, StandardCharsets.UTF_8), Digest.ofBody(body));
    }
    Formats.check("body", VERSION, version);
    String digest = HexFormat.of().formatHex(row, in.position(), in.position() + DIGEST_BYTES);
    in.position(in.position() + DIGEST_BYTES);
    return rest(in, flags, readText(in), digest);
  }

  private static Content rest(ByteBuffer in, int flags, String body, String digest) {
    String senderId = readText(in);
    String trace = (flags & HAS_TRACE) == 0 ? null : readText(in);
    String group = (flags & HAS_GROUP) == 0 ? null : readText(in);
    String deduplication = (flags & HAS_DEDUPLICATION) == 0 ? null : readText(in);
    return new Content(body, digest, senderId, trace, group, deduplication, readAttributes(in));
  }

  private static byte[] filled(int gap, ByteBuffer body, ContentRef reference) {
    byte[] insert = text(reference.insert()).getBytes(StandardCharsets.UTF_8);
    int length = body.remaining();
    return ByteBuffer.allocate(length + insert.length)
        .put(body.slice(body.position(), gap))
        .put(insert)
        .put(body.slice(body.position() + gap, length - gap))
        .array();
  }

  private int flags() {
    return (traceHeader == null ? 0 : HAS_TRACE)
        | (groupId == null ? 0 : HAS_GROUP)
        | (deduplicationId == null ? 0 : HAS_DEDUPLICATION);
  }

  private static Map<String, MessageAttribute> readAttributes(ByteBuffer in) {
    int count = Short.toUnsignedInt(in.getShort());
    if (count == 0) {
      return Map.of();
    }
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      attributes.put(readText(in), readAttribute(in));
    }
    return attributes;
  }

  private static void writeAttribute(DataOutputStream out, MessageAttribute attribute)
      throws IOException {
    Bytes binary = attribute.binaryValue();
    out.writeBoolean(binary != null);
    writeText(out, text(attribute.dataType()));
    if (binary != null) {
      writeBytes(out, binary.toArray());
    } else {
      writeText(out, text(attribute.stringValue()));
    }
  }

  private static MessageAttribute readAttribute(ByteBuffer in) {
    boolean binary = in.get() != 0;
    String dataType = readText(in);
    return binary
        ? MessageAttribute.ofBytes(dataType, readBytes(in))
        : MessageAttribute.ofText(dataType, readText(in));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static Bytes readBytes(ByteBuffer in) {
    ByteBuffer bytes = slice(in);
    return Bytes.of(
        Arrays.copyOfRange(
            bytes.array(), bytes.arrayOffset(), bytes.arrayOffset() + bytes.remaining()));
  }

  /** Text is made of the row itself: a large body is not copied before. */
  private static String readText(ByteBuffer in) {
    ByteBuffer utf8 = slice(in);
    return new String(utf8.array(), utf8.arrayOffset(), utf8.remaining(), StandardCharsets.UTF_8);
  }

  /** The next bytes, whose count stands before them. */
  private static ByteBuffer slice(ByteBuffer in) {
    int length = in.getInt();
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    return bytes;
  }
}
