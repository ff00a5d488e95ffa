package io.fanfare.http.stomp.frame;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames from octets that come in pieces of any size, of which a frame may take several and
 * which may have several frames. What is too large is refused as it arrives.
 */
public final class FrameReader {

  private static final String RECEIPT = "receipt";
  private static final String CONTENT_LENGTH = "content-length";
  private static final String FILTER_POLICY = "filter-policy:";
  private static final Buffer NOTHING = Buffer.buffer();
  private static final int UNKNOWN = -1;

  private final Deque<Buffer> unread = new ArrayDeque<>(1);
  private final Octets octets = new Octets();
  private FrameLimits limits;
  private int next;
  private @Nullable ClientCommand command;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private int lines;
  private int headBytes;
  private boolean inBody;
  private int contentLength = UNKNOWN;

  /** A reader of no octets yet. */
  public FrameReader(FrameLimits limits) {
    this.limits = limits;
  }

  /** From the next frame on others may be so large. */
  public void limits(FrameLimits changed) {
    limits = changed;
  }

  /** Adds octets. */
  public void add(Buffer some) {
    if (some.length() > 0) {
      unread.add(some);
    }
  }

  /** Whether a frame has begun whose end is not read. */
  public boolean isInFrame() {
    return command != null || !octets.isEmpty();
  }

  /** How many octets it keeps. */
  public long bytes() {
    long bytes = (long) octets.length() + headBytes - next;
    for (Buffer some : unread) {
      bytes += some.length();
    }
    return bytes;
  }

  /** The next frame, null if its end is not here yet; end-of-lines before it are passed over. */
  public @Nullable Frame next() throws FrameException {
    Buffer some = unread.peek();
    while (some != null) {
      boolean whole = inBody ? readBody(some) : readLine(some);
      if (next == some.length()) {
        unread.remove();
        next = 0;
      }
      if (whole) {
        Frame frame = inBody ? frame() : null;
        if (frame != null) {
          return frame;
        }
        line();
      }
      some = unread.peek();
    }
    return null;
  }

  /** Reads on in a line; whether it is at its end. */
  private boolean readLine(Buffer some) throws FrameException {
    int end = next;
    while (end < some.length() && some.getByte(end) != '\n' && some.getByte(end) != 0) {
      end++;
    }
    octets.add(some, next, end);
    checkLine();
    boolean whole = end < some.length();
    if (whole && some.getByte(end) == 0) {
      throw malformed("A frame ends before its empty line.");
    }
    next = whole ? end + 1 : end;
    return whole;
  }

  /* Of two limits the one that is met first is told, however many octets came at once. */
  private void checkLine() throws FrameException {
    int length = octets.length();
    boolean policy = command != null && octets.beginWith(FILTER_POLICY);
    int mostOfLine = policy ? limits.policyBytes() : limits.lineBytes();
    int mostOfHead = limits.headBytes() - headBytes;
    if (length > Math.min(mostOfLine, mostOfHead)) {
      throw mostOfHead <= mostOfLine
          ? tooLarge("The head of the frame", limits.headBytes())
          : tooLarge("A line of the frame", mostOfLine);
    }
  }

  /** Takes the line that is at its end. */
  private void line() throws FrameException {
    headBytes += octets.length() + 1;
    if (!octets.isEmpty() && octets.at(octets.length() - 1) == '\r') {
      octets.dropLast();
    }
    for (int i = 0; i < octets.length(); i++) {
      if (octets.at(i) == '\r') {
        throw malformed("A line of the frame has a carriage return in it.");
      }
    }
    if (command == null) {
      command();
    } else if (octets.isEmpty()) {
      beginBody();
    } else {
      header(command);
    }
    octets.clear();
  }

  private void command() throws FrameException {
    if (octets.isEmpty()) {
      headBytes = 0;
    } else {
      command =
          octets
              .text()
              .flatMap(ClientCommand::of)
              .orElseThrow(() -> malformed("The command is none of STOMP 1.2."));
    }
  }

  private void header(ClientCommand of) throws FrameException {
    lines++;
    if (lines > limits.headers()) {
      throw FrameException.tooLarge(
          "The frame has more than " + limits.headers() + " headers.", headers.get(RECEIPT));
    }
    String line = octets.text().orElseThrow(() -> malformed("A header is not UTF-8."));
    int colon = line.indexOf(':');
    if (colon <= 0) {
      throw malformed("A header has no name, or no colon behind it.");
    }
    headers.putIfAbsent(plain(of, line.substring(0, colon)), plain(of, line.substring(colon + 1)));
  }

  private String plain(ClientCommand of, String text) throws FrameException {
    Optional<String> plain = of.connects() ? Optional.of(text) : HeaderText.unescape(text);
    return plain.orElseThrow(() -> malformed("A header has an escape that is none of STOMP 1.2."));
  }

  /** Spring acknowledges with all headers of the MESSAGE, so the length of other frames is none. */
  private void beginBody() throws FrameException {
    inBody = true;
    String length = headers.get(CONTENT_LENGTH);
    if (length == null || command != ClientCommand.SEND) {
      return;
    }
    if (!length.matches("[0-9]{1,18}")) {
      throw malformed("The header content-length is no number.");
    }
    long announced = Long.parseLong(length);
    checkBody(announced);
    contentLength = (int) announced;
  }

  private void checkBody(long length) throws FrameException {
    if (length > 0 && command != ClientCommand.SEND) {
      throw malformed("Only SEND has a body.");
    }
    if (length > limits.bodyBytes()) {
      throw tooLarge("The body", limits.bodyBytes());
    }
  }

  /** Reads on in the body; whether the NUL behind it was read. */
  private boolean readBody(Buffer some) throws FrameException {
    int end = contentLength == UNKNOWN ? endOfText(some) : endOfCounted(some);
    checkBody(octets.length() + (long) end - next);
    octets.add(some, next, end);
    next = end;
    if (end == some.length()) {
      return false;
    }
    if (some.getByte(end) != 0) {
      throw malformed("No NUL stands where content-length says that the body ends.");
    }
    next++;
    return true;
  }

  private int endOfText(Buffer some) {
    int end = next;
    while (end < some.length() && some.getByte(end) != 0) {
      end++;
    }
    return end;
  }

  private int endOfCounted(Buffer some) {
    return Math.min(some.length(), next + contentLength - octets.length());
  }

  private @Nullable Frame frame() {
    ClientCommand whole = command;
    if (whole == null) {
      return null;
    }
    int bytes = headBytes + octets.length();
    Frame frame = new Frame(whole, headers, octets.isEmpty() ? NOTHING : octets.take(), bytes);
    command = null;
    headers.clear();
    lines = 0;
    headBytes = 0;
    inBody = false;
    contentLength = UNKNOWN;
    octets.clear();
    return frame;
  }

  private FrameException malformed(String sentence) {
    return FrameException.malformed(sentence, headers.get(RECEIPT));
  }

  private FrameException tooLarge(String what, int most) {
    return FrameException.tooLarge(
        what + " is larger than " + most + " octets.", headers.get(RECEIPT));
  }
}
