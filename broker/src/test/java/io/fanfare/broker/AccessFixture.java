package io.fanfare.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** An access file in a directory, with two keys. */
record AccessFixture(Path path) {

  static final String FILE =
      """
      accounts:
        "123456789012":
          keys: [{id: AKIAROOT, secret: root-secret}]
          users:
            alice:
              id: AIDAALICEALICEALICE
              keys: [{id: AKIAALICE, secret: alice-secret}]
              policies:
                - Statement:
                    {Effect: Allow, Action: "*", Resource: "*"}
      """;

  static AccessFixture in(Path directory) {
    return new AccessFixture(directory.resolve("access.yaml")).write(FILE);
  }

  /** Puts another file in its place, in one step, as who cares for readers does. */
  AccessFixture write(String content) {
    return write(content, "rw-------");
  }

  AccessFixture write(String content, String mode) {
    try {
      Path written = Files.createTempFile(path.getParent(), "access", ".new");
      Files.writeString(written, content);
      Files.setPosixFilePermissions(written, PosixFilePermissions.fromString(mode));
      Files.move(written, path, StandardCopyOption.REPLACE_EXISTING);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  BrokerOptions options() {
    BrokerOptions options = new BrokerOptions().setAccess(path.toString());
    options.getStore().setMemory(true);
    options.getHttp().setPort(0).setInstances(2);
    return options;
  }
}
