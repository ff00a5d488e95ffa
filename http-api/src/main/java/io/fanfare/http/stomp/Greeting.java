package io.fanfare.http.stomp;

import io.fanfare.http.authentication.Logins;
import io.fanfare.http.stomp.frame.Frame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the frame says that a session begins with.
 *
 * @param claim who the client says it is
 * @param client the name under which its durable subscriptions are kept
 */
record Greeting(Logins.Claim claim, HeartBeats beats, @Nullable String client) {

  /**
   * What {@code frame} says.
   *
   * @throws io.fanfare.core.BrokerException if no session can begin with it
   */
  static Greeting of(Frame frame) {
    if (!frame.command().connects()) {
      throw StompError.PROTOCOL_ERROR.refuse("The session has not begun.");
    }
    String versions = frame.header("accept-version");
    if (versions == null || !Arrays.asList(versions.split(",")).contains(ServerFrames.VERSION)) {
      throw StompError.UNSUPPORTED_VERSION.refuse("Only STOMP 1.2 is spoken here.");
    }
    HeartBeats beats = HeartBeats.of(frame.header("heart-beat"));
    String client = frame.header(Names.CLIENT_ID);
    if (client != null) {
      DurableName.checkClient(client);
    }
    Logins.Claim claim =
        new Logins.Claim(
            frame.header("login"), frame.header("passcode"), frame.header("session-token"));
    return new Greeting(claim, beats, client);
  }
}
