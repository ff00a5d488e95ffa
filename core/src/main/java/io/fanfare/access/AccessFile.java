package io.fanfare.access;

import io.fanfare.yaml.Mistake;
import io.fanfare.yaml.MistakesException;
import io.fanfare.yaml.YamlNode;
import io.fanfare.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The file that lists who may sign requests. Since it has their secrets, only its owner reads it.
 */
public final class AccessFile {

  /** Its bytes. */
  public static final int MOST_BYTES = 1 << 20;

  private static final Set<PosixFilePermission> OWN =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /**
   * What of a file of root's may be so beyond that: its group may read it, as that is how secrets
   * are handed to processes that are not root's.
   */
  private static final PosixFilePermission GROUP = PosixFilePermission.GROUP_READ;

  private static final Path PROCESS = Path.of("/proc/self");
  private static final String ROOT = "root";

  private AccessFile() {}

  /**
   * What the file at {@code path} says.
   *
   * @throws AccessFileException if others can use it or own it, and with all that is wrong in it
   * @throws IOException if it cannot be read
   */
  public static AccessControl read(Path path) throws AccessFileException, IOException {
    return read(path, AccessFile::bytes);
  }

  /** Reads the bytes of a file. */
  interface Content {
    byte[] of(Path path) throws IOException;
  }

  /** The same of a file that {@code content} reads, and that has to stay as it is meanwhile. */
  static AccessControl read(Path path, Content content) throws AccessFileException, IOException {
    return AccessReader.read(text(path, content));
  }

  /** What a file with secrets at {@code path} says, of which the same is asked. */
  static String text(Path path) throws AccessFileException, IOException {
    return text(path, AccessFile::bytes);
  }

  /** What {@code reader} makes of {@code text}, which such a file says. */
  static <T> T parse(String text, BiFunction<YamlNode, List<Mistake>, T> reader)
      throws AccessFileException {
    try {
      return YamlReader.read(text, reader);
    } catch (MistakesException wrong) {
      throw new AccessFileException(wrong.mistakes());
    }
  }

  private static String text(Path path, Content content) throws AccessFileException, IOException {
    boolean hasOwner = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    State before = hasOwner ? state(path) : null;
    byte[] bytes = content.of(path);
    if (before != null && !before.equals(state(path))) {
      throw new AccessFileException(path + " was changed while it was read.");
    }
    if (bytes.length > MOST_BYTES) {
      throw new AccessFileException(path + " has more than " + MOST_BYTES + " bytes.");
    }
    return text(path, bytes);
  }

  private static byte[] bytes(Path path) throws IOException {
    try (InputStream file = Files.newInputStream(path)) {
      return file.readNBytes(MOST_BYTES + 1);
    }
  }

  /**
   * Which file it is, and whose.
   *
   * @param key tells it from the others; absent if the file system has none
   */
  private record State(UserPrincipal owner, Set<PosixFilePermission> mode, @Nullable Object key) {}

  /** What the file is like that is at {@code path} now, if it is as it has to be. */
  private static State state(Path path) throws AccessFileException, IOException {
    PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class);
    UserPrincipal user = user();
    checkMode(path, file.permissions(), file.owner(), user);
    checkOwner(path, file.owner(), user);
    return new State(file.owner(), file.permissions(), file.fileKey());
  }

  /** Nobody but {@code user} and root may use the file. */
  static void checkMode(
      Path path, Set<PosixFilePermission> mode, UserPrincipal owner, UserPrincipal user)
      throws AccessFileException {
    Set<PosixFilePermission> beyond = EnumSet.copyOf(mode);
    beyond.removeAll(OWN);
    if (!owner.equals(user) && owner.getName().equals(ROOT)) {
      beyond.remove(GROUP);
    }
    if (!beyond.isEmpty()) {
      throw new AccessFileException(
          "%s has secrets and the mode %s, but has to have rw------- (0600)."
              .formatted(path, PosixFilePermissions.toString(mode)));
    }
  }

  /** Whoever owns the file can open it to others, and says who may do what. */
  static void checkOwner(Path path, UserPrincipal owner, UserPrincipal user)
      throws AccessFileException {
    if (!owner.equals(user) && !owner.getName().equals(ROOT)) {
      throw new AccessFileException(
          "%s belongs to %s, but has to belong to %s, who reads it, or to %s."
              .formatted(path, owner.getName(), user.getName(), ROOT));
    }
  }

  /** Who runs this process: who owns it, where that can be seen, as some users have no name. */
  private static UserPrincipal user() throws IOException {
    return Files.exists(PROCESS)
        ? Files.getOwner(PROCESS)
        : FileSystems.getDefault()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
  }

  private static String text(Path path, byte[] bytes) throws AccessFileException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      throw new AccessFileException(path + " is not text in UTF-8.");
    }
  }
}
