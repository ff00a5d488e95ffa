package io.fanfare.http;

/** How a broker is. */
public enum Health {
  /** It can do everything. */
  OK("{\"status\":\"ok\"}"),

  /** It receives and deletes; what needs room on the disk is refused. */
  DISK_FULL("{\"status\":\"ok\",\"disk\":\"full\"}"),

  /** It can write nothing until there is some space on the disk. */
  NO_SPACE("{\"status\":\"unavailable\",\"disk\":\"full\"}"),

  /** It is not there, or about to end. */
  UNAVAILABLE("{\"status\":\"unavailable\"}");

  private final String json;

  Health(String json) {
    this.json = json;
  }

  /** Whether a client should come here. */
  boolean isAvailable() {
    return this == OK || this == DISK_FULL;
  }

  /** What {@code GET /health} shows. */
  String json() {
    return json;
  }
}
