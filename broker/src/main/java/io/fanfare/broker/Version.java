package io.fanfare.broker;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, as its jar's manifest says. */
final class Version implements IVersionProvider {

  /** The version, or a word for a build without a jar. */
  static String text() {
    @Nullable String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(unpacked)" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Fanfare " + text()};
  }
}
