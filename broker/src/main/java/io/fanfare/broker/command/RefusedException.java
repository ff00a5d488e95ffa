package io.fanfare.broker.command;

/** The refusal to do what a command says, in a sentence for whoever wrote it. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedException(String sentence) {
    super(sentence, null, false, false);
  }
}
