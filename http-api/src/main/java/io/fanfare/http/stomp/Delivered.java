package io.fanfare.http.stomp;

import io.fanfare.core.MessageAttribute;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;

/** A message that is handed to a subscription, which settles it once. */
interface Delivered {

  String messageId();

  String body();

  /** Its attributes by name. */
  Map<String, MessageAttribute> attributes();

  /** The headers that MESSAGE has of it, by name, but for its id and its attributes. */
  Map<String, String> headers();

  /** It is done; completes when that is durable. */
  Future<Void> delete();

  /** It is to come again. */
  Future<Void> release(Duration delay);
}
