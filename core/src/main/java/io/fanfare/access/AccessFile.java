package io.fanfare.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/**
 * The file that lists who may sign requests. Since it has their secrets, only its owner reads it.
 */
public final class AccessFile {

  /** Its bytes. */
  public static final int MOST_BYTES = 1 << 20;

  private static final Set<PosixFilePermission> OWN =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

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
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      checkMode(path);
      checkOwner(path, Files.getOwner(path), user());
    }
    byte[] bytes;
    try (InputStream file = Files.newInputStream(path)) {
      bytes = file.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new AccessFileException(path + " has more than " + MOST_BYTES + " bytes.");
    }
    return AccessReader.read(text(path, bytes));
  }

  private static void checkMode(Path path) throws AccessFileException, IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
    if (!OWN.containsAll(mode)) {
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
