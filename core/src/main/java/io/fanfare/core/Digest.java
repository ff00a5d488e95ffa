package io.fanfare.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** MD5 as AWS counts it, in lower-case hexadecimal: of a message's body and of its attributes. */
public final class Digest {

  private static final byte STRING = 1;
  private static final byte BINARY = 2;

  private Digest() {}

  /** The digest of {@code body} in UTF-8. */
  public static String ofBody(String body) {
    return ofBody(body.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of a body that is already encoded. */
  public static String ofBody(byte[] body) {
    return HexFormat.of().formatHex(md5().digest(body));
  }

  /**
   * The digest of {@code attributes}: name, full type, kind and value of each, in the order of
   * their names by code unit, each but the kind with its length in front.
   */
  public static String ofAttributes(Map<String, MessageAttribute> attributes) {
    MessageDigest md5 = md5();
    new TreeMap<>(attributes)
        .forEach(
            (name, attribute) -> {
              updateText(md5, name);
              String dataType = attribute.dataType();
              updateText(md5, dataType == null ? "" : dataType);
              Bytes binary = attribute.binaryValue();
              if (binary != null) {
                md5.update(BINARY);
                updateBytes(md5, binary.toArray());
              } else {
                md5.update(STRING);
                String text = attribute.stringValue();
                updateText(md5, text == null ? "" : text);
              }
            });
    return HexFormat.of().formatHex(md5.digest());
  }

  private static void updateText(MessageDigest md5, String text) {
    updateBytes(md5, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void updateBytes(MessageDigest md5, byte[] bytes) {
    md5.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    md5.update(bytes);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }
}
