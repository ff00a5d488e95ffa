package io.fanfare.broker;

import io.fanfare.http.HttpApiOptions;
import io.fanfare.store.Durability;
import io.fanfare.store.StoreOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: what can be written on it, and the options that it means. */
@Command(
    name = "fanfare",
    description = "A durable broker that speaks the wire protocols of Amazon SNS and SQS.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class StartCommand implements Callable<Integer> {

  private final ToIntFunction<BrokerOptions> start;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "The address to listen on; 0.0.0.0 is every one.")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "4566",
      description = "The port to listen on; 0 is any free one.")
  private int port;

  @ArgGroup private Place place = new Place();

  @Option(
      names = "--durability",
      paramLabel = "sync|os",
      defaultValue = "sync",
      description = "What an acknowledged write survives: the loss of power, or of the process.")
  private String durability = "";

  @Option(
      names = "--journal-size",
      paramLabel = "MIB",
      defaultValue = "12",
      description = "The size of the journal in the data directory, 1 to 256 MiB.")
  private int journalSize;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      defaultValue = "000000000000",
      description = "The account of callers who name none, 12 digits.")
  private String account = "";

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "us-east-1",
      description = "The region of callers who name none.")
  private String region = "";

  @Option(
      names = "--cors-origin",
      paramLabel = "ORIGIN",
      description =
          "An origin such as http://localhost:3000 whose web pages may use the broker; can be"
              + " given again, * is every one.")
  private List<String> corsOrigins = new ArrayList<>();

  @Option(
      names = "--tenant-metrics",
      description = "Shows in the metrics what each message group takes of a standard queue.")
  private boolean tenantMetrics;

  @Option(
      names = "--queue-metrics",
      paramLabel = "all|none|N",
      defaultValue = "100",
      description = "How many queues, the busiest, the metrics show one by one beside the sums.")
  private String queueMetrics = "";

  /** A command that hands its options to {@code start} and ends with the code it returns. */
  StartCommand(ToIntFunction<BrokerOptions> start) {
    this.start = start;
  }

  /** The parser of this command, which refuses with one line. */
  CommandLine parser() {
    CommandLine parser = new CommandLine(this);
    parser.setParameterExceptionHandler(
        (refusal, arguments) -> {
          String sentence = String.valueOf(refusal.getMessage()).lines().findFirst().orElse("");
          parser.getErr().println("fanfare: " + sentence + " (--help tells what can be set)");
          return ExitCode.REFUSED;
        });
    return parser;
  }

  @Override
  public Integer call() {
    return start.applyAsInt(options());
  }

  private BrokerOptions options() {
    demand(port >= 0 && port <= 65_535, "--port %s is not between 0 and 65535", port);
    demand(account.matches("[0-9]{12}"), "--account '%s' is not 12 digits", account);
    demand(region.matches("[a-z0-9-]{1,64}"), "--region '%s' is not the name of one", region);
    demand(
        journalSize >= 1 && journalSize <= 256,
        "--journal-size %s is not between 1 and 256",
        journalSize);
    BrokerOptions options = new BrokerOptions().setHome(account, region);
    options.setQueueMetrics(queueMetrics()).getQueues().setTenantMetrics(tenantMetrics);
    options
        .getStore()
        .setMemory(place.memory)
        .setPath(place.data)
        .setDurability(durability())
        .setJournalBytes(journalSize << 20);
    options
        .getHttp()
        .setHost(host)
        .setPort(port)
        .setInstances(Runtime.getRuntime().availableProcessors())
        .setCorsOrigins(corsOrigins());
    return options;
  }

  private List<String> corsOrigins() {
    try {
      return new HttpApiOptions().setCorsOrigins(corsOrigins).getCorsOrigins();
    } catch (IllegalArgumentException e) {
      throw refuse("--cors-origin %s", String.valueOf(e.getMessage()));
    }
  }

  private Durability durability() {
    return switch (durability) {
      case "sync" -> Durability.SYNC;
      case "os" -> Durability.OS;
      default -> throw refuse("--durability '%s' is neither sync nor os", durability);
    };
  }

  private int queueMetrics() {
    boolean number = queueMetrics.matches("[0-9]{1,9}");
    demand(
        number || queueMetrics.equals("all") || queueMetrics.equals("none"),
        "--queue-metrics '%s' is neither a number nor all nor none",
        queueMetrics);
    if (number) {
      return Integer.parseInt(queueMetrics);
    }
    return queueMetrics.equals("all") ? Integer.MAX_VALUE : 0;
  }

  private void demand(boolean met, String sentence, Object value) {
    if (!met) {
      throw refuse(sentence, value);
    }
  }

  private ParameterException refuse(String sentence, Object value) {
    CommandLine parser = spec == null ? new CommandLine(this) : spec.commandLine();
    return new ParameterException(parser, String.format(Locale.ROOT, sentence, value));
  }

  /** Where rows are kept: in a directory or in the heap, not both. */
  static final class Place {

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "The data directory, made if it is not there (default: data).")
    private String data = StoreOptions.DEFAULT_PATH;

    @Option(names = "--memory", description = "Keeps everything in memory and nothing on disk.")
    private boolean memory;
  }
}
