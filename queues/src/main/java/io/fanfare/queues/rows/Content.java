package io.fanfare.queues.rows;

import io.fanfare.core.Bytes;
import io.fanfare.core.Digest;
import io.fanfare.core.Formats;
import io.fanfare.core.MessageAttribute;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(utf8.length + 64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(gap.isEmpty() ? VERSION : VERSION_WITH_GAP);
      out.writeByte(flags());
      if (gap.isEmpty()) {
        out.write(HexFormat.of().parseHex(digest));
      } else {
        out.writeInt(gap.getAsInt());
      }
      writeBytes(out, utf8);
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
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row))) {
      byte version = in.readByte();
      int flags = in.readByte();
      if (version == VERSION_WITH_GAP) {
        byte[] body = filled(in.readInt(), in.readNBytes(in.readInt()), reference);
        return rest(in, flags, new String(body, StandardCharsets.UTF_8), Digest.ofBody(body));
      }
      Formats.check("body", VERSION, version);
      String digest = HexFormat.of().formatHex(in.readNBytes(DIGEST_BYTES));
      return rest(in, flags, readText(in), digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Content rest(DataInputStream in, int flags, String body, String digest)
      throws IOException {
    String senderId = readText(in);
    String trace = (flags & HAS_TRACE) == 0 ? null : readText(in);
    String group = (flags & HAS_GROUP) == 0 ? null : readText(in);
    String deduplication = (flags & HAS_DEDUPLICATION) == 0 ? null : readText(in);
    return new Content(body, digest, senderId, trace, group, deduplication, readAttributes(in));
  }

  private static byte[] filled(int gap, byte[] body, ContentRef reference) {
    byte[] insert = text(reference.insert()).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(body.length + insert.length)
        .put(body, 0, gap)
        .put(insert)
        .put(body, gap, body.length - gap)
        .array();
  }

  private int flags() {
    return (traceHeader == null ? 0 : HAS_TRACE)
        | (groupId == null ? 0 : HAS_GROUP)
        | (deduplicationId == null ? 0 : HAS_DEDUPLICATION);
  }

  private static Map<String, MessageAttribute> readAttributes(DataInputStream in)
      throws IOException {
    int count = in.readUnsignedShort();
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

  private static MessageAttribute readAttribute(DataInputStream in) throws IOException {
    boolean binary = in.readBoolean();
    String dataType = readText(in);
    return binary
        ? MessageAttribute.ofBytes(dataType, Bytes.of(in.readNBytes(in.readInt())))
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

  private static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
