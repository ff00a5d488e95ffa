package io.fanfare.http.authentication;

import static java.lang.System.Logger.Level.WARNING;

import io.fanfare.access.AccessControl;
import io.fanfare.access.AccessKey;
import io.fanfare.access.Authorization;
import io.fanfare.access.Authorization.Mode;
import io.fanfare.access.Secret;
import io.fanfare.http.wire.signature.RawRequest;
import io.fanfare.http.wire.signature.SignatureVerifier;
import io.fanfare.runtime.LogRate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Finds out who makes the requests of one event loop, by the keys that are in force now. */
public final class Authentication {

  private static final System.Logger LOG = System.getLogger(Authentication.class.getName());

  /** Who names a key that is not there is compared with this one. */
  private static final Secret NOBODYS = Secret.of("a secret that opens nothing");

  private final Authorization authorization;
  private final LongSupplier clock;
  private final Consumer<Failure> counter;
  private final LogRate rate = new LogRate();
  private @Nullable Keys latest;

  /** The keys of one reading of the access file; those of another take nothing over from them. */
  private record Keys(AccessControl control, SignatureVerifier verifier) {}

  /**
   * @param clock the time in milliseconds since 1970
   * @param counter told of each request of which it is not known who makes it
   */
  public Authentication(
      Authorization authorization, LongSupplier clock, Consumer<Failure> counter) {
    this.authorization = authorization;
    this.clock = clock;
    this.counter = counter;
  }

  /** Whether there is no access control: everybody is who they say they are. */
  public boolean isOff() {
    return authorization.mode() == Mode.OFF;
  }

  /** Whether who does not prove who it is is refused. */
  public boolean isEnforced() {
    return authorization.mode() == Mode.ENFORCE;
  }

  /** Who may do what, for whom this was found out. */
  public Authorization authorization() {
    return authorization;
  }

  /** Whether those may ask who do not say who they are. */
  public boolean isOpenToAnonymous() {
    AccessControl control = authorization.control();
    return control != null && control.isOpenToAnonymous();
  }

  /**
   * Who signed {@code request}, which is for {@code service}; nothing if nobody did.
   *
   * @throws io.fanfare.core.BrokerException if it is signed, and the signature does not hold
   */
  public Optional<SignatureVerifier.Signer> signer(RawRequest request, String service) {
    AccessControl control = authorization.control();
    return control == null ? Optional.empty() : verifier(control).verify(request, service);
  }

  /**
   * Whether {@code request} is signed, as far as its head tells; its body is not looked at.
   *
   * @throws io.fanfare.core.BrokerException if the signature cannot hold, whatever the body is
   */
  public boolean isSigned(RawRequest request, String service) {
    AccessControl control = authorization.control();
    return control != null && verifier(control).screen(request, service);
  }

  private SignatureVerifier verifier(AccessControl control) {
    Keys keys = latest;
    if (keys == null || keys.control() != control) {
      keys = new Keys(control, new SignatureVerifier(control::key, clock));
      latest = keys;
    }
    return keys.verifier();
  }

  /**
   * The key {@code id}, if {@code secret} is its secret, {@code token} its token if it has one, and
   * it has not ended. It takes as long if there is no such key.
   */
  public Optional<AccessKey> key(String id, String secret, @Nullable String token) {
    Optional<AccessKey> known = find(id);
    boolean matches = known.map(AccessKey::secret).orElse(NOBODYS).is(secret);
    return known.filter(
        key -> {
          Secret wanted = key.token();
          return matches && (wanted == null || (token != null && wanted.is(token)));
        });
  }

  /** Whether {@code key} is in force still, as it was. */
  public boolean holds(AccessKey key) {
    return find(key.id()).filter(now -> now.isSameAs(key)).isPresent();
  }

  private Optional<AccessKey> find(String id) {
    AccessControl control = authorization.control();
    return control == null
        ? Optional.empty()
        : control.key(id).filter(key -> !key.hasExpired(clock.getAsLong()));
  }

  /**
   * Told that it is not known who makes the request {@code id}, which comes from {@code address}.
   */
  public void failed(Failure failure, @Nullable String address, String id) {
    counter.accept(failure);
    String text =
        "Request %s from %s does not prove who makes it (%s)%s"
            .formatted(
                id,
                address,
                failure.label(),
                isEnforced() ? "" : "; it goes on, as access is audited only");
    rate.line(clock.getAsLong(), text).ifPresent(line -> LOG.log(WARNING, line));
  }
}
