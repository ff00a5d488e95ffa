package io.fanfare.queues.rows;

import io.fanfare.core.Bytes;
import io.fanfare.core.Digest;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Published;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
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
 * @param digest the MD5 of the body, in hexadecimal; if it is empty, it is computed when asked for
 * @param senderId the SenderId
 * @param traceHeader the AWSTraceHeader, if it came with one
 * @param groupId the MessageGroupId, if it came with one
 * @param deduplicationId the MessageDeduplicationId, given or made of the body; absent if it was
 *     sent to a standard queue
 * @param attributes the user's attributes
 * @param published what its topic knows of it, if it came from one as it was published
 */
public record Content(
    String body,
    String digest,
    String senderId,
    @Nullable String traceHeader,
    @Nullable String groupId,
    @Nullable String deduplicationId,
    Map<String, MessageAttribute> attributes,
    @Nullable Published published) {

  private static final int VERSION = 1;
  private static final int HAS_TRACE = 1;
  private static final int HAS_GROUP = 2;
  private static final int HAS_DEDUPLICATION = 4;
  private static final int HAS_PUBLISHED = 8;
  private static final int HAS_SUBJECT = 16;
  private static final int DIGEST_BYTES = 16;

  /** The format of a body with a gap: where it is stands in place of the digest. */
  private static final int VERSION_WITH_GAP = 2;

  /** The format of what a topic knows, too. */
  private static final int VERSION_PUBLISHED = 3;

  /** What was sent to a queue, and published to no topic. */
  public Content(
      String body,
      String digest,
      String senderId,
      @Nullable String traceHeader,
      @Nullable String groupId,
      @Nullable String deduplicationId,
      Map<String, MessageAttribute> attributes) {
    this(body, digest, senderId, traceHeader, groupId, deduplicationId, attributes, null);
  }

  /** The MD5 of the body, in hexadecimal. */
  @Override
  public String digest() {
    return digest.isEmpty() ? Digest.ofBody(body) : digest;
  }

  /** This content as a row, format 1, or 3 if it was published; {@code body} is it in UTF-8. */
  public byte[] encode(byte[] utf8) {
    return encode(utf8, OptionalInt.empty());
  }

  /** As the other, with a gap before the byte {@code gap} of the body: format 2. */
  public byte[] encode(byte[] utf8, OptionalInt gap) {
    RowWriter behind = behindBody();
    int before = 2 + (gap.isEmpty() ? DIGEST_BYTES : Integer.BYTES) + Integer.BYTES;
    int whole = published == null ? VERSION : VERSION_PUBLISHED;
    int version = gap.isEmpty() ? whole : VERSION_WITH_GAP;
    RowWriter row = new RowWriter(version, before + utf8.length + behind.length()).int8(flags());
    if (gap.isEmpty()) {
      row.raw(HexFormat.of().parseHex(digest()));
    } else {
      row.int32(gap.getAsInt());
    }
    return row.bytes(utf8).append(behind).toRow();
  }

  /** What stands behind the body, which alone may be large. */
  private RowWriter behindBody() {
    RowWriter out = RowWriter.withoutFormat(64).text(senderId);
    if (traceHeader != null) {
      out.text(traceHeader);
    }
    if (groupId != null) {
      out.text(groupId);
    }
    if (deduplicationId != null) {
      out.text(deduplicationId);
    }
    if (published != null) {
      out.uuid(published.messageId());
      String subject = published.subject();
      if (subject != null) {
        out.text(subject);
      }
    }
    out.uint16(attributes.size());
    attributes.forEach((name, attribute) -> write(out.text(name), attribute));
    return out;
  }

  /** The content that {@code row} keeps for the message that refers to it by {@code reference}. */
  public static Content decode(byte[] row, ContentRef reference) {
    RowReader in = new RowReader("content", VERSION_PUBLISHED, row);
    int flags = in.uint8();
    if (in.format() == VERSION_WITH_GAP) {
      byte[] body = filled(in, reference);
      return rest(in, flags, new String(body, StandardCharsets.UTF_8), "");
    }
    String digest = in.hex(DIGEST_BYTES);
    return rest(in, flags, in.text(), digest);
  }

  private static Content rest(RowReader in, int flags, String body, String digest) {
    String senderId = in.text();
    String trace = (flags & HAS_TRACE) == 0 ? null : in.text();
    String group = (flags & HAS_GROUP) == 0 ? null : in.text();
    String deduplication = (flags & HAS_DEDUPLICATION) == 0 ? null : in.text();
    Published published = (flags & HAS_PUBLISHED) == 0 ? null : readPublished(in, flags);
    return new Content(
        body, digest, senderId, trace, group, deduplication, readAttributes(in), published);
  }

  private static Published readPublished(RowReader in, int flags) {
    return new Published(in.uuid(), (flags & HAS_SUBJECT) == 0 ? null : in.text());
  }

  private static byte[] filled(RowReader in, ContentRef reference) {
    byte[] insert = text(reference.insert()).getBytes(StandardCharsets.UTF_8);
    int gap = in.int32();
    int length = in.length();
    byte[] body = new byte[length + insert.length];
    in.raw(body, 0, gap);
    System.arraycopy(insert, 0, body, gap, insert.length);
    in.raw(body, gap + insert.length, length - gap);
    return body;
  }

  private int flags() {
    return (traceHeader == null ? 0 : HAS_TRACE)
        | (groupId == null ? 0 : HAS_GROUP)
        | (deduplicationId == null ? 0 : HAS_DEDUPLICATION)
        | (published == null ? 0 : HAS_PUBLISHED)
        | (published == null || published.subject() == null ? 0 : HAS_SUBJECT);
  }

  private static Map<String, MessageAttribute> readAttributes(RowReader in) {
    int count = in.uint16();
    if (count == 0) {
      return Map.of();
    }
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      attributes.put(in.text(), readAttribute(in));
    }
    return attributes;
  }

  private static void write(RowWriter out, MessageAttribute attribute) {
    Bytes binary = attribute.binaryValue();
    out.flag(binary != null).text(text(attribute.dataType()));
    if (binary != null) {
      out.bytes(binary.toArray());
    } else {
      out.text(text(attribute.stringValue()));
    }
  }

  private static MessageAttribute readAttribute(RowReader in) {
    boolean binary = in.flag();
    String dataType = in.text();
    return binary
        ? MessageAttribute.ofBytes(dataType, Bytes.of(in.bytes()))
        : MessageAttribute.ofText(dataType, in.text());
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
