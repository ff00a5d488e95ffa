package io.fanfare.filter;

import io.fanfare.core.MessageAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The filter policies of a topic. Each scope has a machine of its own: so a body is parsed, once,
 * only if somebody looks at bodies, and a name never stands for an attribute and a body's key.
 *
 * @param <T> what wants the messages of a policy
 */
public final class SubscriptionFilters<T> {

  private final FilterMachine<T> ofAttributes = new FilterMachine<>();
  private final FilterMachine<T> ofBodies = new FilterMachine<>();

  /** Adds {@code owner}, which wants what {@code policy} says; the policy has alternatives. */
  public void add(T owner, FilterPolicy policy) {
    machine(policy).add(owner, policy);
  }

  /** Removes {@code owner}, which was added with the same policy. */
  public void remove(T owner, FilterPolicy policy) {
    machine(policy).remove(owner, policy);
  }

  /** Who wants a message of {@code attributes} and {@code body}, each once. */
  public List<T> match(Map<String, MessageAttribute> attributes, String body) {
    return match(attributes, body, Effort.any());
  }

  /**
   * The same, or nothing if it costs more than {@code most} to tell: a million is some ten
   * milliseconds.
   */
  public Optional<List<T>> match(Map<String, MessageAttribute> attributes, String body, long most) {
    try {
      return Optional.of(match(attributes, body, Effort.of(most)));
    } catch (Effort.Exhausted hard) {
      return Optional.empty();
    }
  }

  List<T> match(Map<String, MessageAttribute> attributes, String body, Effort effort) {
    List<T> owners = new ArrayList<>();
    if (!ofAttributes.isEmpty()) {
      FilterEvent event = AttributeReader.read(attributes, ofAttributes.paths(), effort);
      owners.addAll(ofAttributes.walk(event).owners());
    }
    if (!ofBodies.isEmpty()) {
      BodyReader.read(body, ofBodies.paths(), effort)
          .ifPresent(event -> owners.addAll(ofBodies.walk(event).owners()));
    }
    return owners;
  }

  private FilterMachine<T> machine(FilterPolicy policy) {
    return policy.isOfBody() ? ofBodies : ofAttributes;
  }
}
