package io.fanfare.broker.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.List;

/** What the broker answered to a request of the Query protocol. */
record Answer(int status, String contentType, String requestId, String xml) {

  static Answer of(HttpResponse<String> response) {
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse("none"),
        response.headers().firstValue("x-amzn-RequestId").orElse("none"),
        response.body());
  }

  /** The text of the only element {@code name}. */
  String text(String name) {
    List<String> texts = texts(name);
    assertEquals(1, texts.size(), () -> name + " in " + xml);
    return texts.get(0);
  }

  /** The texts of all elements {@code name}, in their order. */
  List<String> texts(String name) {
    return XmlText.textsOf(xml, name);
  }
}
