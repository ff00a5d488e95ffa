package io.fanfare.http.tls;

import io.fanfare.settings.Setting;
import io.fanfare.settings.SettingValues;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * With what a server answers over TLS, and then over nothing else. Setters and the JSON form refuse
 * with an {@link IllegalArgumentException} what a setting does not take.
 */
public class TlsOptions {

  /** See {@link #getCertificate}. */
  public static final Setting<String> CERTIFICATE =
      Setting.path("certificate")
          .orElseNone("none: plain HTTP")
          .meaning(
              "The broker's certificate and those above it, a PEM file; HTTP and WebSockets are"
                  + " answered over TLS only then.");

  /** See {@link #getKey}. */
  public static final Setting<String> KEY =
      Setting.path("key")
          .orElseNone("none")
          .meaning("The certificate's private key, a PEM file without a password.");

  /** See {@link #getClientAuthorities}. */
  public static final Setting<String> CLIENT_AUTHORITIES =
      Setting.path("clientAuthorities")
          .orElseNone("none: clients show no certificate")
          .meaning("The authorities one of which has to have signed a client's certificate, PEM.");

  /** See {@link #isClientOptional}. */
  public static final Setting<Boolean> CLIENT_OPTIONAL =
      Setting.flag("clientOptional").meaning("Serves clients that show no certificate, too.");

  private static final List<Setting<?>> SETTINGS =
      List.of(CERTIFICATE, KEY, CLIENT_AUTHORITIES, CLIENT_OPTIONAL);

  /** These options as a part of others. */
  public static final Setting<TlsOptions> SECTION =
      Setting.section("tls", SETTINGS, TlsOptions::new, TlsOptions::toJson);

  private final SettingValues values;

  public TlsOptions() {
    values = new SettingValues(SETTINGS);
  }

  /**
   * The options that {@code json} sets, and the others as they are when unset.
   *
   * @throws IllegalArgumentException if a key is unknown, or a value of another type
   */
  public TlsOptions(JsonObject json) {
    values = new SettingValues(SETTINGS, json);
  }

  /** Whether anything of TLS is asked for. */
  public boolean isAsked() {
    return !files().isEmpty() || isClientOptional();
  }

  /**
   * The PEM file of the server's certificate, followed by those that link it to an authority; none
   * unless set: then there is no TLS.
   */
  public @Nullable String getCertificate() {
    return values.find(CERTIFICATE).orElse(null);
  }

  public TlsOptions setCertificate(@Nullable String certificate) {
    values.set(CERTIFICATE, certificate);
    return this;
  }

  /** The PEM file of the certificate's private key, which others may not read; none unless set. */
  public @Nullable String getKey() {
    return values.find(KEY).orElse(null);
  }

  public TlsOptions setKey(@Nullable String key) {
    values.set(KEY, key);
    return this;
  }

  /**
   * The PEM file of the authorities that vouch for clients, which then have to show a certificate
   * of their own; none unless set.
   */
  public @Nullable String getClientAuthorities() {
    return values.find(CLIENT_AUTHORITIES).orElse(null);
  }

  public TlsOptions setClientAuthorities(@Nullable String clientAuthorities) {
    values.set(CLIENT_AUTHORITIES, clientAuthorities);
    return this;
  }

  /** Whether a client may show no certificate though there are authorities; false unless set. */
  public boolean isClientOptional() {
    return values.get(CLIENT_OPTIONAL);
  }

  public TlsOptions setClientOptional(boolean clientOptional) {
    values.set(CLIENT_OPTIONAL, clientOptional);
    return this;
  }

  /** The files that are named. */
  List<Path> files() {
    return Stream.of(CERTIFICATE, KEY, CLIENT_AUTHORITIES)
        .map(values::find)
        .flatMap(Optional::stream)
        .map((Function<String, Path>) Path::of)
        .toList();
  }

  public JsonObject toJson() {
    return values.toJson();
  }
}
