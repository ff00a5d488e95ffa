package io.fanfare.broker.command;

import io.fanfare.access.AccessFileException;
import io.fanfare.access.MasterKeyReader;
import io.fanfare.seal.MasterKeys;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The key file that a command is given. */
final class KeyFile {

  private KeyFile() {}

  /**
   * The keys of the file at {@code path}; none if there is no path.
   *
   * @throws RefusedException if it cannot be used
   */
  static @Nullable MasterKeys read(@Nullable Path path) {
    try {
      return path == null ? null : MasterKeyReader.read(path);
    } catch (AccessFileException mistakes) {
      String first = String.valueOf(mistakes.getMessage()).lines().findFirst().orElse("");
      throw new RefusedException("The key file " + path + " cannot be used: " + first);
    } catch (NoSuchFileException missing) {
      throw new RefusedException("The key file " + path + " is not there");
    } catch (AccessDeniedException denied) {
      throw new RefusedException("This process may not read the key file " + path);
    } catch (IOException unreadable) {
      throw new RefusedException("The key file " + path + " cannot be read: " + unreadable);
    }
  }
}
