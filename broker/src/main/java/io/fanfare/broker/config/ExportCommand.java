package io.fanfare.broker.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fanfare.broker.command.RequestSigner;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Prints what a broker that runs has, as a file that another one can begin with. */
public final class ExportCommand implements Callable<Integer> {

  private static final int WORKERS = 16;

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .stringQuotingChecker(new QuotingChecker())
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .build());

  private final Map<String, String> environment;
  private final CommandSpec spec;

  private ExportCommand(Map<String, String> environment) {
    this.environment = environment;
    this.spec = CommandSpec.wrapWithoutInspection(this);
    spec.usageMessage()
        .description(
            "Prints the queues, topics, subscriptions and mappings of a broker that runs, as a"
                + " file for --config. Signs as AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and"
                + " AWS_SESSION_TOKEN say, if they are set.");
    spec.addOption(
        option("--endpoint", "URL", "Where the broker is.")
            .defaultValue(environment.getOrDefault("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"))
            .build());
    spec.addOption(
        option("--region", "REGION", "The region to print; unsigned, that of the broker.")
            .defaultValue(RequestSigner.region(environment))
            .build());
    spec.mixinStandardHelpOptions(true);
  }

  private static OptionSpec.Builder option(String name, String label, String meaning) {
    return OptionSpec.builder(name)
        .arity("1")
        .paramLabel(label)
        .type(String.class)
        .description(meaning, "  Default: ${DEFAULT-VALUE}");
  }

  /** The command, which takes from {@code environment} who asks. */
  public static CommandLine of(Map<String, String> environment) {
    return new CommandLine(new ExportCommand(environment).spec);
  }

  @Override
  public Integer call() throws JsonProcessingException {
    ParseResult line = spec.commandLine().getParseResult();
    String region = line.matchedOptionValue("--region", defaultOf("--region"));
    String endpoint = line.matchedOptionValue("--endpoint", defaultOf("--endpoint"));
    PrintWriter errors = spec.commandLine().getErr();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      AwsClient client =
          new AwsClient(endpoint, RequestSigner.of(environment).map(by -> by.in(region)));
      Export export = new Export(client, workers);
      ObjectNode file = export.read(region);
      PrintWriter out = spec.commandLine().getOut();
      out.print(yaml(file));
      if (out.checkError()) {
        throw new ConfigException("What was read cannot be written.");
      }
      leftOut(errors, export.pending(), "subscriptions that were never confirmed");
      leftOut(errors, export.devices(), "subscriptions of devices");
      return CommandLine.ExitCode.OK;
    } catch (ConfigException refusal) {
      errors.println("fanfare: " + refusal.getMessage());
      return CommandLine.ExitCode.USAGE;
    } finally {
      workers.shutdownNow();
    }
  }

  /** {@code file} as it is written. */
  static String yaml(ObjectNode file) throws JsonProcessingException {
    return YAML.writeValueAsString(file);
  }

  private String defaultOf(String name) {
    return spec.findOption(name).defaultValue();
  }

  private static void leftOut(PrintWriter errors, int count, String what) {
    if (count > 0) {
      errors.println("fanfare: left out " + count + " " + what);
    }
  }
}
