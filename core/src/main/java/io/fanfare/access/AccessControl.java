package io.fanfare.access;

import io.fanfare.core.Principal;
import io.fanfare.core.policy.Identity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may sign requests, as it was when it was read: to change something, another takes its place.
 */
public final class AccessControl {

  private final Map<String, AccessKey> keys;
  private final Map<Principal, Identity> identities;
  private final boolean anonymous;

  AccessControl(List<AccessKey> keys, List<Identity> identities, boolean anonymous) {
    Map<String, AccessKey> byId = new HashMap<>();
    keys.forEach(key -> byId.put(key.id(), key));
    Map<Principal, Identity> byPrincipal = new HashMap<>();
    identities.forEach(identity -> byPrincipal.put(identity.principal(), identity));
    this.keys = Map.copyOf(byId);
    this.identities = Map.copyOf(byPrincipal);
    this.anonymous = anonymous;
  }

  /** The key that requests call {@code id}, if it is in use. */
  public Optional<AccessKey> key(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** What is known of {@code principal}; of one that is not listed, no more than who it is. */
  public Identity identity(Principal principal) {
    Identity known = identities.get(principal);
    return known == null ? Identity.of(principal) : known;
  }

  /** Whether those may ask who do not say who they are; what they may do is for policies to say. */
  public boolean isOpenToAnonymous() {
    return anonymous;
  }

  /** How many keys are in use. */
  public int size() {
    return keys.size();
  }

  @Override
  public String toString() {
    return keys.size() + " access keys of " + identities.size() + " principals";
  }
}
