package io.fanfare.broker.config;

import io.fanfare.settings.Setting;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the JSON Schema of the file that a broker begins with. */
public final class SchemaCommand implements Callable<Integer> {

  private final List<Setting<?>> settings;
  private final CommandSpec spec;

  private SchemaCommand(List<Setting<?>> settings) {
    this.settings = settings;
    this.spec = CommandSpec.wrapWithoutInspection(this);
    spec.usageMessage()
        .description("Prints the JSON Schema of the file for --config, which editors read.");
    spec.mixinStandardHelpOptions(true);
  }

  /** The command, for a file in which {@code settings} can be set. */
  public static CommandLine of(List<Setting<?>> settings) {
    return new CommandLine(new SchemaCommand(settings).spec);
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(ConfigSchema.of(settings).encodePrettily());
    out.flush();
    return CommandLine.ExitCode.OK;
  }
}
