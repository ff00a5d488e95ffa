package io.fanfare.broker;

import io.fanfare.broker.command.ExitCode;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Prints a new access key as the lines that it has in the access file. */
final class KeyCommand implements Callable<Integer> {

  private static final String ID = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int ID_LENGTH = 16;
  private static final int SECRET_LENGTH = 40;

  private final SecureRandom random = new SecureRandom();
  private final CommandSpec spec;

  private KeyCommand() {
    spec = CommandSpec.wrapWithoutInspection(this);
    spec.usageMessage()
        .description("Prints a new access key, as it is written under keys in the access file.");
    spec.mixinStandardHelpOptions(true);
  }

  /** The command {@code access}, below which stands {@code key}. */
  static CommandLine access() {
    CommandSpec access = CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> missing());
    access.usageMessage().description("What there is to do with the access file.");
    access.mixinStandardHelpOptions(true);
    KeyCommand key = new KeyCommand();
    access.addSubcommand("key", new CommandLine(key.spec));
    return new CommandLine(access);
  }

  private static int missing() {
    System.err.println("fanfare: access needs a word behind it: key");
    return ExitCode.REFUSED;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "- id: AKIA%s%n", letters(ID, ID_LENGTH));
    out.printf(Locale.ROOT, "  secret: \"%s\"%n", letters(SECRET, SECRET_LENGTH));
    out.flush();
    return ExitCode.OK;
  }

  private String letters(String alphabet, int length) {
    StringBuilder letters = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return letters.toString();
  }
}
