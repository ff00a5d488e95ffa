package io.fanfare.broker;

import io.fanfare.access.AccessFileException;
import io.fanfare.access.MasterKeyReader;
import io.fanfare.broker.command.ExitCode;
import io.fanfare.seal.MasterKey;
import io.fanfare.seal.MasterKeys;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collections;
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
      add(file, id, aliases);
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

  private static String entry(UUID id, List<String> aliases, Instant created) {
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
            id, String.join(", ", aliases), created, Base64.getEncoder().encodeToString(key));
  }

  /**
   * Puts another file in the place of {@code file}, in one step, if what it says then is right.
   * Till then that has a name which only one has at a time, so of two who add a key neither loses
   * one.
   */
  private static void add(Path file, UUID id, List<String> aliases)
      throws AccessFileException, IOException {
    Path target =
        Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? file.toRealPath() : file.toAbsolutePath();
    Path written = target.resolveSibling(target.getFileName() + ".new");
    try {
      Files.createFile(written, ownersOnly());
    } catch (FileAlreadyExistsException there) {
      throw new AccessFileException(
          written
              + " is there: another key is being added now, or that was broken off, and the file"
              + " can be removed.");
    }
    boolean moved = false;
    try {
      Files.writeString(written, extended(target, written, id, aliases));
      MasterKeyReader.read(written);
      Durable.force(written);
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
      moved = true;
      Durable.forceName(target);
    } finally {
      // Once it was moved, another's may have the name.
      if (!moved) {
        Files.deleteIfExists(written);
      }
    }
  }

  private static boolean hasOwner() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] ownersOnly() {
    return hasOwner()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** What {@code target} says, if it is there, and the new key. */
  private static String extended(Path target, Path written, UUID id, List<String> aliases)
      throws AccessFileException, IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    if (!Files.exists(target)) {
      return TOP + entry(id, aliases, now);
    }
    checkOwner(Files.getOwner(target), Files.getOwner(written));
    MasterKeys keys = MasterKeyReader.read(target);
    String text = Files.readString(target);
    return (text.endsWith("\n") ? text : text + "\n")
        + entry(id, aliases, after(keys, aliases, now));
  }

  /** Who owns the new file may not be another, as then the broker could not read it any more. */
  static void checkOwner(UserPrincipal owner, UserPrincipal user) throws AccessFileException {
    if (hasOwner() && !owner.equals(user)) {
      throw new AccessFileException(
          "it belongs to %s, and has to after that too: add the key as %s, not as %s."
              .formatted(owner.getName(), owner.getName(), user.getName()));
    }
  }

  /** A time not before {@code now} at which a key is the newest of all with its aliases. */
  private static Instant after(MasterKeys keys, List<String> aliases, Instant now) {
    return keys.all().stream()
        .filter(key -> !Collections.disjoint(key.aliases(), aliases))
        .map(key -> key.created().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1))
        .reduce(now, (one, other) -> one.isAfter(other) ? one : other);
  }
}
