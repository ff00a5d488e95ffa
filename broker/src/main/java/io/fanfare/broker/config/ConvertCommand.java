package io.fanfare.broker.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fanfare.yaml.Mistake;
import io.fanfare.yaml.MistakesException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Prints the queues of another broker's configuration as a file for {@code --config}. */
public final class ConvertCommand implements Callable<Integer> {

  private final CommandSpec spec;

  private ConvertCommand() {
    spec = CommandSpec.wrapWithoutInspection(this);
    spec.usageMessage()
        .description(
            "Prints the queues that a configuration of ElasticMQ (elasticmq.conf) lists, as a file"
                + " for --config, and tells what it leaves out.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .paramLabel("FILE")
            .type(String.class)
            .description("The configuration, in HOCON.")
            .build());
    spec.mixinStandardHelpOptions(true);
  }

  /** The command. */
  public static CommandLine of() {
    return new CommandLine(new ConvertCommand().spec);
  }

  @Override
  public Integer call() throws JsonProcessingException {
    String path = spec.commandLine().getParseResult().matchedPositionalValue(0, "");
    PrintWriter errors = spec.commandLine().getErr();
    List<Mistake> leftOut = new ArrayList<>();
    try {
      String yaml =
          ExportCommand.yaml(
              ElasticMqFile.convert(HoconReader.read(ConfigFile.text(Path.of(path))), leftOut));
      spec.commandLine().getOut().print(yaml);
      spec.commandLine().getOut().flush();
    } catch (ConfigException unreadable) {
      errors.println("fanfare: " + unreadable.getMessage());
      return CommandLine.ExitCode.USAGE;
    } catch (MistakesException wrong) {
      tell(errors, path, wrong.mistakes());
      return CommandLine.ExitCode.USAGE;
    }
    tell(errors, path, leftOut);
    return CommandLine.ExitCode.OK;
  }

  private static void tell(PrintWriter errors, String path, List<Mistake> all) {
    all.forEach(
        one -> errors.println("fanfare: " + path + ":" + one.line() + ": " + one.sentence()));
  }
}
