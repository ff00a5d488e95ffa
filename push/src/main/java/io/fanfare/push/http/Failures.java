package io.fanfare.push.http;

import io.netty.handler.codec.DecoderException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there was no answer, in a sentence that has nothing of what the other end sent. */
final class Failures {

  private static final int DEEPEST = 16;

  private Failures() {}

  /** Why no connection came about. */
  static String ofConnecting(HttpTarget target, Throwable cause) {
    if (has(cause, CertificateException.class)) {
      return target.authority() + " has no certificate that is trusted for this host";
    }
    if (has(cause, SSLException.class)) {
      return target.authority() + " did not agree on TLS";
    }
    return target.authority() + " could not be connected to";
  }

  /** Why a connection ended before an answer; {@code cause} is null if the other end closed it. */
  static String ofAnswering(HttpTarget target, @Nullable Throwable cause) {
    if (cause != null && has(cause, SSLException.class)) {
      return target.authority() + " did not agree on TLS";
    }
    boolean unreadable =
        cause instanceof DecoderException || cause instanceof IllegalArgumentException;
    return unreadable
        ? target.authority() + " did not answer in HTTP/1.1"
        : target.authority() + " closed the connection without an answer";
  }

  private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
