package io.fanfare.http.stomp.frame;

/**
 * How large a frame may be, counted as its octets arrive.
 *
 * @param headers lines of headers
 * @param lineBytes one line without its end
 * @param policyBytes the line of {@code filter-policy}
 * @param headBytes all lines with their ends
 * @param bodyBytes the body
 */
public record FrameLimits(
    int headers, int lineBytes, int policyBytes, int headBytes, int bodyBytes) {

  private static final int KIB = 1 << 10;

  /** Of frames in a session. */
  public static final FrameLimits OPEN =
      new FrameLimits(64, 8 * KIB, 256 * KIB, 320 * KIB, 1_024 * KIB);

  /** Of the frame that begins a session. */
  public static final FrameLimits BEFORE_LOGIN =
      new FrameLimits(64, 8 * KIB, 8 * KIB, 8 * KIB, 1_024 * KIB);
}
