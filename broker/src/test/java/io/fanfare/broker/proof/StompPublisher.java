package io.fanfare.broker.proof;

import io.fanfare.broker.proof.StompConnection.Frame;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends over a connection that is opened anew when the one before has ended. */
final class StompPublisher {

  private final URI endpoint;
  private final String name;
  private StompConnection connection;
  private boolean open;

  /** The publisher {@code name}, which has a connection. */
  StompPublisher(URI endpoint, String name) throws IOException {
    this.endpoint = endpoint;
    this.name = name;
    this.connection = new StompConnection(endpoint, name);
    this.open = true;
  }

  /**
   * What is to be sent.
   *
   * @param group the message group; empty if it has none
   */
  record Text(String destination, String group, String text) {

    private Map<String, String> headers() {
      Map<String, String> headers = new HashMap<>();
      headers.put("destination", destination);
      headers.put("receipt", text);
      if (!group.isEmpty()) {
        headers.put("message-group-id", group);
        headers.put("message-deduplication-id", text);
      }
      return headers;
    }
  }

  /**
   * Sends {@code texts} without waiting in between; answers those that no receipt came for, in
   * their order, which are all that the connection has lost if it has ended.
   */
  List<Text> send(List<Text> texts) {
    Map<String, Text> left = new LinkedHashMap<>();
    texts.forEach(text -> left.put(text.text(), text));
    try {
      if (!open) {
        connection = new StompConnection(endpoint, name);
        open = true;
      }
      for (Text text : texts) {
        connection.say("SEND", text.headers(), text.text());
      }
      while (!left.isEmpty()) {
        Frame frame = connection.next();
        if (!frame.command().equals("RECEIPT")) {
          throw new IOException(frame.toString());
        }
        left.remove(frame.header("receipt-id"));
      }
    } catch (IOException down) {
      connection.close();
      open = false;
    }
    return List.copyOf(left.values());
  }

  void close() {
    connection.close();
  }
}
