package io.fanfare.http.tls;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/**
 * A file of certificates or of a key, in the text form of RFC 7468.
 *
 * @param path where it lies
 * @param content what stood there when it was read
 */
record PemFile(Path path, Buffer content) {

  private static final int MOST_BYTES = 1 << 20;

  /**
   * The file at {@code path}.
   *
   * @throws TlsFileException if it cannot be read, or is too long to be one
   */
  static PemFile open(String path) throws TlsFileException {
    Path file = Path.of(path);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new TlsFileException(path + " has more than " + MOST_BYTES + " bytes.");
      }
      return new PemFile(file, Buffer.buffer(bytes));
    } catch (NoSuchFileException missing) {
      throw new TlsFileException("There is no file " + path + ".");
    } catch (AccessDeniedException closed) {
      throw new TlsFileException("This process may not read " + path + ".");
    } catch (TlsFileException tooLong) {
      throw tooLong;
    } catch (IOException unreadable) {
      throw new TlsFileException("%s cannot be read: %s".formatted(path, unreadable));
    }
  }

  /**
   * The file of a private key at {@code path}.
   *
   * @throws TlsFileException as the other, and if everybody on this machine may read it, or who has
   *     it needs a password, too
   */
  static PemFile secret(String path) throws TlsFileException {
    PemFile file = open(path);
    file.checkMode();
    String text = file.content().toString(StandardCharsets.ISO_8859_1);
    if (text.contains("ENCRYPTED")) {
      throw new TlsFileException(
          "The private key in %s is protected by a password; it has to be one without."
              .formatted(path));
    }
    return file;
  }

  private void checkMode() throws TlsFileException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try {
      if (Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ)) {
        throw new TlsFileException(
            "Everybody on this machine may read the private key in %s: close it (chmod o= %s)."
                .formatted(path, path));
      }
    } catch (TlsFileException open) {
      throw open;
    } catch (IOException unreadable) {
      throw new TlsFileException("%s cannot be read: %s".formatted(path, unreadable));
    }
  }
}
