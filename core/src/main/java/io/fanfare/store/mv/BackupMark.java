package io.fanfare.store.mv;

import io.fanfare.store.BackupException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * The file that says of a directory that it is a finished backup, and what its files have to be
 * like: their lengths and the SHA-256 of their bytes. It is written when those are durable.
 */
final class BackupMark {

  /** Its name. */
  static final String FILE = "fanfare.backup";

  /** The files that it is about. */
  static final List<String> FILES =
      List.of(DataDirectory.STORE, DataDirectory.JOURNAL, DataDirectory.MARK);

  private static final int FORMAT = 1;
  private static final int PIECE_BYTES = 1 << 18;

  private BackupMark() {}

  /**
   * Says that {@code directory} is a backup; how many bytes its files have.
   *
   * @param look throws {@link BackupException} if that is to be given up; asked now and then
   */
  static long write(Path directory, long rows, long commits, Runnable look) throws IOException {
    JsonObject files = new JsonObject();
    long bytes = 0;
    for (String name : FILES) {
      Path file = directory.resolve(name);
      bytes += Files.size(file);
      files.put(name, state(file, look));
    }
    JsonObject mark =
        new JsonObject()
            .put("format", FORMAT)
            .put("made", Instant.now().toString())
            .put("rows", rows)
            .put("commits", commits)
            .put("files", files);
    Path written = directory.resolve(FILE + ".new");
    Files.writeString(written, mark.encodePrettily() + "\n");
    force(written);
    Files.move(written, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    DataDirectory.flush(directory);
    DataDirectory.flush(directory.getParent());
    return bytes;
  }

  static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(FILE));
  }

  /** Refuses what is no finished backup. */
  static void require(Path directory) {
    if (!isIn(directory)) {
      throw new BackupException(directory + " is no finished backup: it has no " + FILE);
    }
  }

  /**
   * Looks whether the files of {@code directory}, a finished backup, are as they were written.
   *
   * @throws BackupException if they were changed
   */
  static void verify(Path directory) throws IOException {
    JsonObject files = files(directory);
    for (String name : FILES) {
      Path file = directory.resolve(name);
      if (!Files.exists(file)) {
        throw new BackupException(file + " is missing");
      }
      if (!state(file, () -> {}).equals(files.getValue(name))) {
        throw new BackupException(file + " was changed since the backup was made");
      }
    }
  }

  private static JsonObject files(Path directory) throws IOException {
    try {
      JsonObject mark = new JsonObject(Files.readString(directory.resolve(FILE)));
      if (!Integer.valueOf(FORMAT).equals(mark.getValue("format"))) {
        throw new BackupException(
            "%s has the format %s, and this version reads %d"
                .formatted(directory.resolve(FILE), mark.getValue("format"), FORMAT));
      }
      return mark.getJsonObject("files", new JsonObject());
    } catch (DecodeException | ClassCastException damaged) {
      throw new BackupException(directory.resolve(FILE) + " is damaged", damaged);
    }
  }

  private static JsonObject state(Path file, Runnable look) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] piece = new byte[PIECE_BYTES];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
        look.run();
      }
    }
    return new JsonObject()
        .put("bytes", Files.size(file))
        .put("sha256", HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has it", e);
    }
  }

  /** Returns when the bytes of {@code file} are on the disk. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
