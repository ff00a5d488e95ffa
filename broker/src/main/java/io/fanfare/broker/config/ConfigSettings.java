package io.fanfare.broker.config;

import io.fanfare.settings.Setting;

/** By what a broker is told of a file of resources, or of what would stand in one. */
public final class ConfigSettings {

  /** The path of the file. */
  public static final Setting<String> CONFIG =
      Setting.path("config")
          .orElseNone("none")
          .meaning(
              "The file of settings, and of the queues, topics and mappings that are there when the"
                  + " broker has opened.");

  /** What would stand in it. */
  public static final Setting<String> RESOURCES =
      Setting.document("resources")
          .orElseNone("none")
          .meaning(
              "The queues, topics and mappings that are there when the broker has opened, as they"
                  + " stand in such a file.");

  private ConfigSettings() {}
}
