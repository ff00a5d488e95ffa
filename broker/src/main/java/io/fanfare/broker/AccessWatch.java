package io.fanfare.broker;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import io.fanfare.access.AccessControl;
import io.fanfare.access.AccessFile;
import io.fanfare.access.AccessFileException;
import io.fanfare.access.Authorization;
import io.fanfare.access.Authorization.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps who may do what as the access file says: reads it before the broker opens, and again when
 * it has changed. A file that cannot be used changes nothing. What it does again it does on a
 * thread of its own.
 */
final class AccessWatch {

  private static final System.Logger LOG = System.getLogger(AccessWatch.class.getName());

  private final Path path;
  private final Exposure exposure;
  private final Source source;
  private final Authorization authorization;
  private final AtomicLong reloads = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final FileWatch watch;

  /**
   * Whom a broker may be reached by.
   *
   * @param host at which it listens
   * @param open whether others than this machine reach it there, and nobody said that secrets which
   *     they know are good enough
   */
  private record Exposure(String host, boolean open) {

    /** What {@code path} says, which is {@code control}, unless its secrets are known. */
    AccessControl check(Path path, AccessControl control) throws AccessFileException {
      Optional<String> published = open ? PublishedKeys.in(control) : Optional.empty();
      if (published.isPresent()) {
        throw new AccessFileException(
            ("The key %s has the secret that everybody can read in the example of an access file,"
                    + " and other machines reach %s: give it another in %s, or say that this is"
                    + " meant (--insecure).")
                .formatted(published.get(), host, path));
      }
      return control;
    }
  }

  /** Reads access files. */
  interface Source {
    AccessControl read(Path path) throws AccessFileException, IOException;
  }

  private AccessWatch(
      Path path, Exposure exposure, Source source, Authorization authorization, FileWatch watch) {
    this.path = path;
    this.exposure = exposure;
    this.source = source;
    this.authorization = authorization;
    this.watch = watch;
  }

  /**
   * What {@code options} say of who may do what; nothing if there is no access control.
   *
   * @throws BrokerOpenException if they contradict themselves, would let in whoever reaches the
   *     broker from other machines, or name a file that cannot be used
   */
  static Optional<AccessWatch> open(BrokerOptions options) {
    return open(options, AccessFile::read);
  }

  /** The same, of a file that {@code source} reads. */
  static Optional<AccessWatch> open(BrokerOptions options, Source source) {
    @Nullable String file = options.getAccess();
    Mode mode = mode(options, file);
    boolean exposed = options.isHttpEnabled() && !options.getHttp().isLoopback();
    if (exposed && mode != Mode.ENFORCE && !options.isInsecure()) {
      throw new BrokerOpenException(
          ("Whoever reaches %s could do everything, as access is not enforced: name an access file"
                  + " (--access), or say that this is meant (--insecure).")
              .formatted(options.getHttp().getHost()));
    }
    Exposure exposure = new Exposure(options.getHttp().getHost(), exposed && !options.isInsecure());
    return file == null
        ? Optional.empty()
        : Optional.of(open(Path.of(file), exposure, source, mode));
  }

  private static Mode mode(BrokerOptions options, @Nullable String file) {
    @Nullable Mode said = options.getAccessMode();
    if (file == null && said != null && said != Mode.OFF) {
      throw new BrokerOpenException(
          "Access cannot be controlled without a file that says who may do what (--access).");
    }
    if (file != null && said == Mode.OFF) {
      throw new BrokerOpenException(
          "An access file (--access) has no use where access is not controlled (--access-mode"
              + " off): leave one of them out.");
    }
    return said != null ? said : file == null ? Mode.OFF : Mode.ENFORCE;
  }

  private static AccessWatch open(Path path, Exposure exposure, Source source, Mode mode) {
    FileWatch watch = new FileWatch(path, "fanfare-access");
    try {
      AccessControl control = exposure.check(path, source.read(path));
      return new AccessWatch(path, exposure, source, Authorization.of(mode, control), watch);
    } catch (AccessFileException mistakes) {
      throw new BrokerOpenException(
          "The access file %s cannot be used:%n%s".formatted(path, mistakes.getMessage()));
    } catch (IOException unreadable) {
      throw new BrokerOpenException(
          "The access file %s cannot be read: %s".formatted(path, FileWatch.reason(unreadable)));
    }
  }

  Authorization authorization() {
    return authorization;
  }

  /** How often the file has been read again, and was taken. */
  long reloads() {
    return reloads.get();
  }

  /** How often it was read again, and not taken. */
  long failures() {
    return failures.get();
  }

  /** Looks every second from now on whether the file has changed. */
  void begin() {
    watch.begin(this::reload);
  }

  /** Looks no more. */
  void close() {
    watch.close();
  }

  /** Reads the file soon, whether it has changed or not. */
  void reloadSoon() {
    watch.soon(this::reload);
  }

  /** Reads the file if it has changed and is not being written: a look later it is the same. */
  void poll() {
    watch.poll(this::reload);
  }

  private void reload() {
    try {
      AccessControl control = exposure.check(path, source.read(path));
      authorization.replace(control);
      reloads.incrementAndGet();
      LOG.log(INFO, "The access file {0} was read again: {1}", path, control);
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable unusable) {
      // Whatever it is, the next change of the file is looked for.
      failures.incrementAndGet();
      LOG.log(ERROR, complaint(unusable));
    }
  }

  /** In one line; the mistakes repeat nothing of the file. */
  private String complaint(Throwable unusable) {
    String why =
        unusable instanceof IOException unreadable
            ? FileWatch.reason(unreadable)
            : String.join("; ", said(unusable).lines().toList());
    return "The access file %s cannot be used, and what it said before stays in force: %s"
        .formatted(path, why);
  }

  private static String said(Throwable unusable) {
    return unusable instanceof AccessFileException
        ? String.valueOf(unusable.getMessage())
        : unusable.toString();
  }
}
