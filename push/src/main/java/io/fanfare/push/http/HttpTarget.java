package io.fanfare.push.http;

import java.net.URI;

/** A URL that can be posted to. */
public record HttpTarget(URI url) {

  /** The target that {@code url} spells. */
  public static HttpTarget parse(String url) {
    return new HttpTarget(URI.create(url));
  }
}
