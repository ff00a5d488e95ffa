package io.fanfare.broker;

import io.fanfare.access.AccessControl;
import java.util.Map;
import java.util.Optional;

/** The access keys of the example of an access file: everybody can read their secrets. */
final class PublishedKeys {

  private static final Map<String, String> SECRETS =
      Map.of("AKIAFANFAREROOT000", "root-secret", "AKIAFANFAREALICE00", "alice-secret");

  private PublishedKeys() {}

  /** One of them that is in use by {@code control}, with the secret that it has there. */
  static Optional<String> in(AccessControl control) {
    return SECRETS.entrySet().stream()
        .filter(
            published ->
                control
                    .key(published.getKey())
                    .filter(key -> key.secret().is(published.getValue()))
                    .isPresent())
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst();
  }
}
