package io.fanfare.push.http;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a push goes: the URL of an endpoint, taken apart and checked. What two readers of a URL
 * could understand in two ways is none, since one of them would vet another host than the other
 * connects to. Its text form leaves out the path and the credentials, which can be secrets.
 *
 * @param secure whether it is https
 * @param host a name in lower case without a dot at its end, an IPv4 address as four decimal
 *     numbers, or an IPv6 address without brackets
 * @param port 1 to 65,535; 80 or 443 if the URL has none
 * @param path as in the URL, with its query and without its fragment; begins with a slash
 * @param credentials the user and password of the URL; null if it has none
 */
public record HttpTarget(
    boolean secure, String host, int port, String path, @Nullable Credentials credentials) {

  private static final int MOST_HOST = 253;
  private static final int MOST_PORT = 65_535;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private static final Pattern URL = Pattern.compile("(?i)(https?)://([^/?#]*)([^#]*)(?:#.*)?");
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:([^@]*)@)?(?:\\[([^\\[\\]@]*)\\]|([^:@\\[\\]]*))(?::([^@]*))?");
  private static final Pattern VISIBLE = Pattern.compile("[!-~]*");
  private static final Pattern PATH = Pattern.compile("/[!-~]*");
  private static final Pattern CHARACTER =
      Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:-]|%([0-9A-Fa-f]{2})");
  private static final Pattern NAME =
      Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\\.(?!$)|$))+");

  /** How a name ends that some readers take for an IPv4 address. */
  private static final Pattern NUMBER_AT_THE_END =
      Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

  /**
   * Checks what {@link #parse} takes from a URL.
   *
   * @throws IllegalArgumentException if it is not what the parameters ask for
   */
  public HttpTarget {
    checkHost(host);
    refuseIf(port < 1 || port > MOST_PORT, "The port of an endpoint must be from 1 to 65535");
    refuseIf(!PATH.matcher(path).matches(), "The path of an endpoint must be visible ASCII");
    refuseIf(
        secure && host.indexOf('_') >= 0,
        "A host with an underscore cannot be verified over https");
  }

  /**
   * A user and a password.
   *
   * @param user in ASCII without control characters; may be empty
   * @param password without control characters; empty if the URL names a user only
   */
  public record Credentials(String user, String password) {

    /** The user only. */
    @Override
    public String toString() {
      return user;
    }
  }

  /**
   * The target that {@code url} names.
   *
   * @throws IllegalArgumentException with a sentence, if it cannot be posted to safely: another
   *     scheme than http and https, no host or one that is neither a name nor an address as it is
   *     written in full, a port out of range, characters that are not visible ASCII, credentials
   *     that are not percent-encoded
   */
  public static HttpTarget parse(String url) {
    refuseIf(!VISIBLE.matcher(url).matches(), "The URL of an endpoint must be visible ASCII");
    Matcher parts = URL.matcher(url);
    refuseIf(!parts.matches(), "The URL of an endpoint must begin with http:// or https://");
    Matcher authority = AUTHORITY.matcher(parts.group(2));
    refuseIf(
        !authority.matches(), "The URL of an endpoint must have one host and at most one port");
    boolean secure = parts.group(1).equalsIgnoreCase("https");
    String rest = parts.group(3);
    return new HttpTarget(
        secure,
        host(authority.group(2), authority.group(3)),
        port(authority.group(4), secure),
        rest.startsWith("/") ? rest : "/" + rest,
        credentials(authority.group(1)));
  }

  private static String host(@Nullable String inBrackets, @Nullable String name) {
    if (inBrackets != null) {
      refuseIf(inBrackets.indexOf(':') < 0, "Between brackets an endpoint must have IPv6");
      return inBrackets.toLowerCase(Locale.ROOT);
    }
    String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static int port(@Nullable String written, boolean secure) {
    if (written == null || written.isEmpty()) {
      return secure ? HTTPS_PORT : HTTP_PORT;
    }
    return written.matches("[0-9]{1,5}") ? Integer.parseInt(written) : 0;
  }

  private static @Nullable Credentials credentials(@Nullable String written) {
    if (written == null) {
      return null;
    }
    int colon = written.indexOf(':');
    String user = decoded(colon < 0 ? written : written.substring(0, colon));
    refuseIf(!user.chars().allMatch(c -> c < 127), "The user of an endpoint must be ASCII");
    return new Credentials(user, colon < 0 ? "" : decoded(written.substring(colon + 1)));
  }

  private static String decoded(String percentEncoded) {
    Matcher characters = CHARACTER.matcher(percentEncoded);
    ByteBuffer bytes = ByteBuffer.allocate(percentEncoded.length());
    int read = 0;
    while (characters.lookingAt()) {
      String hex = characters.group(1);
      bytes.put((byte) (hex == null ? percentEncoded.charAt(read) : HexFormat.fromHexDigits(hex)));
      read = characters.end();
      characters.region(read, percentEncoded.length());
    }
    refuseIf(
        read < percentEncoded.length(), "User and password of an endpoint must be percent-encoded");
    String text = utf8(bytes.flip());
    refuseIf(
        text.chars().anyMatch(Character::isISOControl),
        "User and password of an endpoint must not have control characters");
    return text;
  }

  private static String utf8(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("User and password of an endpoint must be in UTF-8", e);
    }
  }

  private static void checkHost(String host) {
    refuseIf(host.isEmpty(), "The URL of an endpoint must have a host");
    if (IpLiteral.bytes(host).isPresent()) {
      return;
    }
    refuseIf(
        host.length() > MOST_HOST || !NAME.matcher(host).matches(),
        "The host of an endpoint must be a name or an IP address");
    refuseIf(
        NUMBER_AT_THE_END.matcher(host).matches(),
        "A host that ends in a number must be four decimal numbers from 0 to 255");
  }

  private static void refuseIf(boolean wrong, String sentence) {
    if (wrong) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /** The address that the host spells; nothing if it is a name. */
  Optional<InetAddress> literal() {
    return IpLiteral.parse(host);
  }

  /** What the header Host says: the host, in brackets if it is IPv6, and a port that is unusual. */
  public String authority() {
    String written = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (secure ? HTTPS_PORT : HTTP_PORT) ? written : written + ":" + port;
  }

  /** Scheme, host and port. */
  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + authority();
  }
}
