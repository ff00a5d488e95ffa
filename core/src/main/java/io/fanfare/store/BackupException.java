package io.fanfare.store;

/**
 * Why no backup was made, or none was restored. Its message is one sentence for whoever runs the
 * broker; the store itself is as it was.
 */
public final class BackupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BackupException(String sentence) {
    super(sentence);
  }

  public BackupException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
