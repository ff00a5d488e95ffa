package io.fanfare.queues.engine;

import io.fanfare.core.Bytes;
import io.fanfare.core.MessageAttribute;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sender sent: all of a message that never changes, and that copies of it may share.
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

  /** This content as a row, format 1; {@code body} is the body in UTF-8. */
  byte[] encode(byte[] utf8) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(utf8.length + 64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(flags());
      out.write(HexFormat.of().parseHex(digest));
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

  /** The content that {@code row} keeps. */
  public static Content decode(byte[] row) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row))) {
      Formats.check("body", VERSION, in.readByte());
      int flags = in.readByte();
      String digest = HexFormat.of().formatHex(in.readNBytes(DIGEST_BYTES));
      String body = readText(in);
      String senderId = readText(in);
      String trace = (flags & HAS_TRACE) == 0 ? null : readText(in);
      String group = (flags & HAS_GROUP) == 0 ? null : readText(in);
      String deduplication = (flags & HAS_DEDUPLICATION) == 0 ? null : readText(in);
      return new Content(body, digest, senderId, trace, group, deduplication, readAttributes(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
