package io.fanfare.http;

import java.util.Locale;

/** A bound that a request or a connection can meet; what it turns away is counted under it. */
enum Limit {
  /** The body of the request is longer than its action can need. */
  BODY,
  /** The request came too slowly while others waited for the memory that was kept for it. */
  REQUEST_TIME,
  /** The answer was read too slowly. */
  ANSWER_TIME,
  /** There was no memory for the request in time. */
  MEMORY,
  /** There are as many connections as the heap has room for. */
  CONNECTIONS;

  /** The limit in the words of the metrics. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
