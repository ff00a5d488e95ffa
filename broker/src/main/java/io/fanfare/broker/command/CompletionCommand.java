package io.fanfare.broker.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what makes a shell complete commands and options. */
public final class CompletionCommand implements Callable<Integer> {

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  private CompletionCommand() {
    spec.usageMessage()
        .description(
            "Prints a script that makes bash or zsh complete commands and options:"
                + " source <(fanfare completion).");
    spec.mixinStandardHelpOptions(true);
  }

  /** The command {@code completion}. */
  public static CommandLine completion() {
    return new CommandLine(new CompletionCommand().spec);
  }

  @Override
  public Integer call() {
    CommandLine whole = spec.commandLine().getParent();
    spec.commandLine().getOut().println(AutoComplete.bash("fanfare", whole));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
