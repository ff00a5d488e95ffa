package io.fanfare.http.status;

/** How a broker is. */
public enum Health {
  /** It can do everything. */
  OK("{\"status\":\"ok\"}"),

  /** It receives and deletes; what needs room on the disk is refused. */
  DISK_FULL("{\"status\":\"ok\",\"disk\":\"full\"}"),

  /** It can write nothing until there is some space on the disk. */
  NO_SPACE(unavailable("no space", ",\"disk\":\"full\"")),

  /** It reads what it has, and answers no requests yet. */
  STARTING(unavailable("starting", "")),

  /** It answers what it was asked, takes no new requests, and is about to end. */
  DRAINING(unavailable("draining", "")),

  /** Its store has failed, so nothing but a new start helps. */
  FAULT(unavailable("fault", ""));

  private final String json;

  Health(String json) {
    this.json = json;
  }

  private static String unavailable(String reason, String more) {
    return "{\"status\":\"unavailable\",\"reason\":\"%s\"%s}".formatted(reason, more);
  }

  /** Whether a client should come here. */
  boolean isReady() {
    return this == OK || this == DISK_FULL;
  }

  /** Whether it will be ready, or has to be, without being started anew. */
  boolean isAlive() {
    return this != FAULT;
  }

  /** What is shown of it. */
  String json() {
    return json;
  }
}
