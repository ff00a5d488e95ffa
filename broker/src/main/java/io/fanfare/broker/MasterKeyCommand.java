package io.fanfare.broker;

import io.fanfare.access.AccessFileException;
import io.fanfare.access.MasterKeyReader;
import io.fanfare.seal.MasterKey;
import io.fanfare.seal.MasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Adds a new master key to a key file, which it makes if there is none. */
final class MasterKeyCommand implements Callable<Integer> {

  private static final String TOP = "keys:\n";
  private static final List<String> DEFAULT = List.of(MasterKeys.DEFAULT_ALIAS, "alias/aws/sns");

  private final CommandSpec spec;

  private MasterKeyCommand() {
    spec = CommandSpec.wrapWithoutInspection(this);
    spec.usageMessage()
        .description(
            "Adds a new master key to a key file, which is made if it is not there. With the alias"
                + " of another key it takes over from that, which still opens what it has sealed.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .paramLabel("FILE")
            .type(Path.class)
            .required(true)
            .description("The key file.")
            .build());
    spec.addOption(
        OptionSpec.builder("--alias")
            .paramLabel("NAME")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(
                "An alias of the key, such as alias/orders; may be repeated. If there is none, it"
                    + " has "
                    + String.join(" and ", DEFAULT)
                    + ".")
            .build());
    spec.mixinStandardHelpOptions(true);
  }

  /** The command {@code keys}, below which stands {@code add}. */
  static CommandLine keys() {
    CommandSpec keys = CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> missing());
    keys.usageMessage().description("What there is to do with the key file.");
    keys.mixinStandardHelpOptions(true);
    keys.addSubcommand("add", new CommandLine(new MasterKeyCommand().spec));
    return new CommandLine(keys);
  }

  private static int missing() {
    System.err.println("fanfare: keys needs a word behind it: add");
    return ExitCode.REFUSED;
  }

  @Override
  public Integer call() {
    CommandLine.ParseResult line = spec.commandLine().getParseResult();
    Path file = line.matchedPositionalValue(0, Path.of(""));
    List<String> aliases = line.matchedOptionValue("--alias", DEFAULT);
    UUID id = UUID.randomUUID();
    try {
      add(file, entry(id, aliases));
    } catch (AccessFileException mistakes) {
      return refuse(file, String.valueOf(mistakes.getMessage()));
    } catch (IOException unreadable) {
      return refuse(file, FileWatch.reason(unreadable));
    }
    spec.commandLine().getOut().println(id);
    return ExitCode.OK;
  }

  private int refuse(Path file, String why) {
    spec.commandLine().getErr().printf("fanfare: no key was added to %s: %s%n", file, why);
    return ExitCode.REFUSED;
  }

  private static String entry(UUID id, List<String> aliases) {
    byte[] key = new byte[MasterKey.BYTES];
    new SecureRandom().nextBytes(key);
    return """
      - id: %s
        aliases: [%s]
        created: %s
        state: enabled
        key: %s
    """
        .formatted(
            id,
            String.join(", ", aliases),
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            Base64.getEncoder().encodeToString(key));
  }

  /** Puts another file in the place of {@code file}, in one step, if what it says then is right. */
  private static void add(Path file, String entry) throws AccessFileException, IOException {
    Path target = file.toAbsolutePath();
    String before = TOP;
    if (Files.exists(target)) {
      MasterKeyReader.read(target);
      String text = Files.readString(target);
      before = text.endsWith("\n") ? text : text + "\n";
    }
    // Only its owner reads it, as the system has it with temporary files.
    Path written = Files.createTempFile(target.getParent(), "keys", ".new");
    try {
      Files.writeString(written, before + entry);
      MasterKeyReader.read(written);
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }
}
