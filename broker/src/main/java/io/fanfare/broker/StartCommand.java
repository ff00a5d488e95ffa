package io.fanfare.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fanfare.broker.command.BackupCommand;
import io.fanfare.broker.command.BenchCommand;
import io.fanfare.broker.command.CheckCommand;
import io.fanfare.broker.command.CompletionCommand;
import io.fanfare.broker.command.DrainCommand;
import io.fanfare.broker.command.ExitCode;
import io.fanfare.broker.command.LogCommand;
import io.fanfare.broker.command.PeekCommand;
import io.fanfare.broker.command.RestoreCommand;
import io.fanfare.broker.command.StatusCommand;
import io.fanfare.broker.config.ConfigException;
import io.fanfare.broker.config.ConvertCommand;
import io.fanfare.broker.config.ExportCommand;
import io.fanfare.broker.config.SchemaCommand;
import io.fanfare.broker.log.LogOptions;
import io.fanfare.functions.FunctionsOptions;
import io.fanfare.http.HttpApiOptions;
import io.fanfare.http.limit.LimitOptions;
import io.fanfare.http.status.StatusOptions;
import io.fanfare.http.tls.TlsOptions;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.settings.Home;
import io.fanfare.settings.Setting;
import io.fanfare.store.StoreOptions;
import io.fanfare.topics.TopicsOptions;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line: which settings can be written on it, and the options that it means. */
final class StartCommand implements Callable<Integer> {

  private static final int MIB = 1 << 20;
  private static final int LEAST_JOURNAL = StoreOptions.LEAST_JOURNAL_BYTES / MIB;
  private static final int MOST_JOURNAL = StoreOptions.MOST_JOURNAL_BYTES / MIB;

  private static final CommandOption<String> DATA =
      CommandOption.of(
          "--data",
          "DIR",
          StoreOptions.PATH,
          (all, path) -> all.getStore().setPath(path).setMemory(false));

  private static final CommandOption<Boolean> MEMORY =
      CommandOption.flag(
          "--memory", StoreOptions.MEMORY, (all, memory) -> all.getStore().setMemory(memory));

  private static final CommandOption<Integer> JOURNAL_SIZE =
      new CommandOption<>(
          "--journal-size",
          "MIB",
          StoreOptions.JOURNAL_BYTES,
          Setting.whole("journal-size", LEAST_JOURNAL, MOST_JOURNAL)
              .orElse(StoreOptions.DEFAULT_JOURNAL_BYTES / MIB)
              .meaning(
                  "The size of the journal in the data directory, %d to %d MiB."
                      .formatted(LEAST_JOURNAL, MOST_JOURNAL)),
          (all, size) -> all.getStore().setJournalBytes(size * MIB));

  private static final CommandOption<String> CONFIG =
      CommandOption.of("--config", "FILE", BrokerOptions.CONFIG, BrokerOptions::setConfig);

  private static final List<CommandOption<?>> OPTIONS =
      List.of(
          CONFIG,
          CommandOption.of(
              "--host", "HOST", HttpApiOptions.HOST, (all, host) -> all.getHttp().setHost(host)),
          CommandOption.of(
              "--port", "PORT", HttpApiOptions.PORT, (all, port) -> all.getHttp().setPort(port)),
          CommandOption.of(
              "--endpoint", "URL", HttpApiOptions.ENDPOINT, BrokerOptions::setEndpoint),
          CommandOption.of(
              "--allowed-hosts",
              "HOST",
              HttpApiOptions.ALLOWED_HOSTS,
              (all, hosts) -> all.getHttp().setAllowedHosts(hosts)),
          DATA,
          MEMORY,
          CommandOption.of(
              "--durability",
              "sync|os",
              StoreOptions.DURABILITY,
              (all, durability) -> all.getStore().setDurability(durability)),
          JOURNAL_SIZE,
          CommandOption.of(
              "--account",
              "ACCOUNT",
              Home.ACCOUNT,
              (all, account) -> all.setHome(account, all.getHttp().getRegion())),
          CommandOption.of(
              "--region",
              "REGION",
              Home.REGION,
              (all, region) -> all.setHome(all.getHttp().getAccount(), region)),
          CommandOption.of("--access", "FILE", BrokerOptions.ACCESS, BrokerOptions::setAccess),
          CommandOption.of(
              "--access-mode",
              "off|audit|enforce",
              BrokerOptions.ACCESS_MODE,
              BrokerOptions::setAccessMode),
          CommandOption.flag("--insecure", BrokerOptions.INSECURE, BrokerOptions::setInsecure),
          CommandOption.of("--keys", "FILE", BrokerOptions.KEYS, BrokerOptions::setKeys),
          CommandOption.of(
              "--trusted-proxies",
              "RANGE",
              HttpApiOptions.TRUSTED_PROXIES,
              (all, ranges) -> all.getHttp().setTrustedProxies(ranges)),
          CommandOption.of(
              "--tls-certificate",
              "FILE",
              TlsOptions.CERTIFICATE,
              (all, file) -> all.getHttp().getTls().setCertificate(file)),
          CommandOption.of(
              "--tls-key",
              "FILE",
              TlsOptions.KEY,
              (all, file) -> all.getHttp().getTls().setKey(file)),
          CommandOption.of(
              "--tls-client-ca",
              "FILE",
              TlsOptions.CLIENT_AUTHORITIES,
              (all, file) -> all.getHttp().getTls().setClientAuthorities(file)),
          CommandOption.flag(
              "--tls-client-optional",
              TlsOptions.CLIENT_OPTIONAL,
              (all, optional) -> all.getHttp().getTls().setClientOptional(optional)),
          CommandOption.flag(
              "--insecure-passcode",
              HttpApiOptions.INSECURE_PASSCODE,
              (all, insecure) -> all.getHttp().setInsecurePasscode(insecure)),
          CommandOption.of(
              "--console",
              "true|false",
              HttpApiOptions.CONSOLE,
              (all, shown) -> all.getHttp().setConsole(shown)),
          CommandOption.of(
              "--push-allow",
              "RANGE",
              TopicsOptions.PUSH_ALLOW,
              (all, ranges) -> all.getTopics().setPushAllow(ranges)),
          CommandOption.of(
              "--push-gateway",
              "PLATFORM=URL",
              TopicsOptions.PUSH_GATEWAYS,
              (all, gateways) -> all.getTopics().setPushGateways(gateways)),
          CommandOption.of(
              "--push-trust",
              "FILE",
              TopicsOptions.PUSH_TRUST,
              (all, file) -> all.getTopics().setPushTrust(file)),
          CommandOption.of(
              "--function",
              "NAME=URL[,OPTION...]",
              FunctionsOptions.FUNCTIONS,
              (all, functions) -> all.getFunctions().setFunctions(functions)),
          CommandOption.of(
              "--cors-origin",
              "ORIGIN",
              HttpApiOptions.CORS_ORIGINS,
              (all, origins) -> all.getHttp().setCorsOrigins(origins)),
          CommandOption.of(
              "--websocket-origins",
              "ORIGIN",
              HttpApiOptions.WEBSOCKET_ORIGINS,
              (all, origins) -> all.getHttp().setWebsocketOrigins(origins)),
          CommandOption.of(
              "--websocket-connections",
              "N",
              HttpApiOptions.WEBSOCKET_CONNECTIONS,
              (all, most) -> all.getHttp().setWebsocketConnections(most)),
          CommandOption.flag(
              "--tenant-metrics",
              QueuesOptions.TENANT_METRICS,
              (all, shown) -> all.getQueues().setTenantMetrics(shown)),
          CommandOption.of(
              "--queue-metrics",
              "all|none|N",
              BrokerOptions.QUEUE_METRICS,
              BrokerOptions::setQueueMetrics),
          CommandOption.flag(
              "--strict-delivery",
              QueuesOptions.STRICT_DELIVERY,
              (all, strict) -> all.getQueues().setStrictDelivery(strict)),
          CommandOption.of(
              "--status-port",
              "PORT",
              StatusOptions.PORT,
              (all, port) -> all.getStatus().setPort(port)),
          CommandOption.of(
              "--status-host",
              "HOST",
              StatusOptions.HOST,
              (all, host) -> all.getStatus().setHost(host)),
          CommandOption.of(
              "--audit-log", "FILE", BrokerOptions.AUDIT_LOG, BrokerOptions::setAuditLog),
          CommandOption.of(
              "--log-format",
              "text|json",
              LogOptions.FORMAT,
              (all, format) -> all.getLog().setFormat(format)),
          CommandOption.of(
              "--log-level",
              "[NAME=]LEVEL",
              LogOptions.LEVELS,
              (all, levels) -> all.getLog().setLevels(levels)),
          CommandOption.of(
              "--requests-per-second",
              "N",
              LimitOptions.REQUESTS_PER_SECOND,
              (all, most) -> all.getHttp().getLimits().setRequestsPerSecond(most)),
          CommandOption.of(
              "--account-requests-per-second",
              "N",
              LimitOptions.ACCOUNT_REQUESTS_PER_SECOND,
              (all, most) -> all.getHttp().getLimits().setAccountRequestsPerSecond(most)),
          CommandOption.of(
              "--receives-per-principal",
              "N",
              QueuesOptions.RECEIVES_PER_PRINCIPAL,
              (all, most) -> all.getQueues().setReceivesPerPrincipal(most)),
          CommandOption.of(
              "--receives-per-account",
              "N",
              QueuesOptions.RECEIVES_PER_ACCOUNT,
              (all, most) -> all.getQueues().setReceivesPerAccount(most)),
          CommandOption.of(
              "--queues-per-account",
              "N",
              QueuesOptions.QUEUES_PER_ACCOUNT,
              (all, most) -> all.getQueues().setQueuesPerAccount(most)),
          CommandOption.of(
              "--topics-per-account",
              "N",
              TopicsOptions.TOPICS_PER_ACCOUNT,
              (all, most) -> all.getTopics().setTopicsPerAccount(most)),
          CommandOption.of(
              "--subscriptions-per-account",
              "N",
              TopicsOptions.SUBSCRIPTIONS_PER_ACCOUNT,
              (all, most) -> all.getTopics().setSubscriptionsPerAccount(most)),
          CommandOption.of(
              "--connections-per-address",
              "N",
              LimitOptions.CONNECTIONS_PER_ADDRESS,
              (all, most) -> all.getHttp().getLimits().setConnectionsPerAddress(most)));

  private final ToIntFunction<BrokerOptions> start;
  private final CommandVariables variables;
  private final CommandLine parser;

  /** A command that hands its options to {@code start} and ends with the code it returns. */
  StartCommand(ToIntFunction<BrokerOptions> start) {
    this(start, Map.of());
  }

  /** The same, where {@code environment} sets what the command line does not. */
  StartCommand(ToIntFunction<BrokerOptions> start, Map<String, String> environment) {
    this.start = start;
    this.variables = new CommandVariables(environment);
    this.parser =
        new CommandLine(spec("fanfare").addSubcommand("rehearse", new CommandLine(new Rehearsal())))
            .addSubcommand("serve", new CommandLine(spec("serve")))
            .addSubcommand("check", CheckCommand.check())
            .addSubcommand("backup", BackupCommand.backup())
            .addSubcommand("restore", RestoreCommand.restore())
            .addSubcommand("status", StatusCommand.status())
            .addSubcommand("peek", PeekCommand.peek(environment))
            .addSubcommand("drain", DrainCommand.drain(environment))
            .addSubcommand("bench", BenchCommand.bench())
            .addSubcommand("log", LogCommand.log())
            .addSubcommand("access", KeyCommand.access())
            .addSubcommand("keys", MasterKeyCommand.keys())
            .addSubcommand("export", ExportCommand.of(environment))
            .addSubcommand("convert", ConvertCommand.of())
            .addSubcommand("schema", SchemaCommand.of(Configured.settings()))
            .addSubcommand("completion", CompletionCommand.completion());
    parser.setOut(new PrintWriter(new OutputStreamWriter(System.out, UTF_8), true));
    parser.setParameterExceptionHandler(
        (refusal, arguments) -> {
          String sentence = String.valueOf(refusal.getMessage()).lines().findFirst().orElse("");
          parser.getErr().println("fanfare: " + sentence + " (--help tells what can be set)");
          return ExitCode.REFUSED;
        });
  }

  /** The options, in the order of the help. */
  static List<CommandOption<?>> options() {
    return OPTIONS;
  }

  /** The parser of this command, which refuses with one line. */
  CommandLine parser() {
    return parser;
  }

  /** What starts a broker, called {@code name}. */
  private CommandSpec spec(String name) {
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection(this).name(name).versionProvider(new Version());
    spec.usageMessage()
        .description("A durable broker that speaks the wire protocols of Amazon SNS and SQS.")
        .sortOptions(false);
    for (CommandOption<?> option : OPTIONS) {
      if (option.equals(DATA)) {
        spec.addArgGroup(place());
      } else if (!option.equals(MEMORY)) {
        spec.addOption(option.spec());
      }
    }
    return spec.mixinStandardHelpOptions(true);
  }

  /** Where rows are kept: in a directory or in the heap, not both. */
  private static ArgGroupSpec place() {
    return ArgGroupSpec.builder().exclusive(true).addArg(DATA.spec()).addArg(MEMORY.spec()).build();
  }

  /** What counts as far as neither the command line nor the environment says anything. */
  private BrokerOptions preset(ParseResult line) {
    Optional<String> file = CONFIG.text(line).or(() -> variables.value(CONFIG));
    BrokerOptions options =
        file.filter(path -> !path.isBlank())
            .map(path -> BrokerOptions.ofFile(Path.of(path)))
            .orElseGet(BrokerOptions::new);
    if (options.getHttp().getInstances() == 0) {
      options.getHttp().setInstances(Runtime.getRuntime().availableProcessors());
    }
    return options;
  }

  @Override
  public Integer call() {
    ParseResult all = parser.getParseResult();
    if (all.hasSubcommand() && !all.matchedOptions().isEmpty()) {
      String first = all.matchedOptions().get(0).longestName();
      throw new ParameterException(parser, first + " stands before serve, not behind it");
    }
    ParseResult line = all.hasSubcommand() ? all.subcommand() : all;
    BrokerOptions options;
    try {
      options = preset(line);
    } catch (ConfigException refusal) {
      String.valueOf(refusal.getMessage())
          .lines()
          .forEach(each -> parser.getErr().println("fanfare: " + each));
      return ExitCode.REFUSED;
    }
    List<String> refused = variables.apply(OPTIONS, options);
    if (!refused.isEmpty()) {
      throw new ParameterException(parser, String.join("; ", refused));
    }
    OPTIONS.forEach(option -> option.apply(line, options));
    return start.applyAsInt(options);
  }
}
