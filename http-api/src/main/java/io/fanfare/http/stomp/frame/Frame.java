package io.fanfare.http.stomp.frame;

import io.vertx.core.buffer.Buffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A frame of STOMP 1.2 as a client sent it.
 *
 * @param command what is asked
 * @param headers values by name, without escapes, in the order in which they came; of a repeated
 *     one the first
 * @param body the octets between the empty line and the NUL
 * @param bytes how many octets its head and its body had
 */
public record Frame(ClientCommand command, Map<String, String> headers, Buffer body, int bytes) {

  public Frame {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** The value of a header, null if it is not there. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }
}
