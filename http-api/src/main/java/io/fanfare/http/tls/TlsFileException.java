package io.fanfare.http.tls;

import java.io.IOException;

/** A file of a certificate or of its key cannot be used; the sentence repeats nothing of a key. */
public final class TlsFileException extends IOException {

  private static final long serialVersionUID = 1L;

  TlsFileException(String sentence) {
    super(sentence);
  }
}
