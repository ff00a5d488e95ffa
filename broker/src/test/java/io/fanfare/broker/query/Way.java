package io.fanfare.broker.query;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a request of the Query protocol is sent. */
enum Way {
  POST(false),
  GET(false),
  /** To the path of the queue's URL, which is not named again. */
  POST_TO_QUEUE(true),
  /** Likewise. */
  GET_FROM_QUEUE(true);

  private static final String QUEUE_URL = "QueueUrl";

  private final boolean toQueue;

  Way(boolean toQueue) {
    this.toQueue = toQueue;
  }

  Answer send(QueryClient client, Map<String, String> parameters) {
    Map<String, String> sent = new LinkedHashMap<>(parameters);
    String url = toQueue ? sent.remove(QUEUE_URL) : null;
    String path = url == null ? "/" : URI.create(url).getRawPath();
    String encoded = QueryClient.encode(sent);
    return this == GET || this == GET_FROM_QUEUE
        ? client.get(path + "?" + encoded)
        : client.post(path, encoded);
  }
}
