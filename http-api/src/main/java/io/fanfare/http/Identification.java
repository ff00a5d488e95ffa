package io.fanfare.http;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.ErrorCode;
import io.fanfare.functions.model.FunctionError;
import io.fanfare.http.authentication.Authentication;
import io.fanfare.http.authentication.Claimant;
import io.fanfare.http.authentication.Failure;
import io.fanfare.http.wire.Service;
import io.fanfare.http.wire.SigV4Credential;
import io.fanfare.http.wire.signature.RawRequest;
import io.fanfare.http.wire.signature.SignatureVerifier.Signer;
import io.fanfare.queues.model.QueueError;
import io.fanfare.quota.RequestRates;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells who makes a request of AWS's protocols, and refuses who has to prove it and does not. */
final class Identification {

  private final Authentication authentication;
  private final Callers callers;
  private final RequestRates rates;

  Identification(Authentication authentication, Callers callers, RequestRates rates) {
    this.authentication = authentication;
    this.callers = callers;
    this.rates = rates;
  }

  /**
   * What is known of a request before it is known who makes it.
   *
   * @param service for which it has to be signed, as scopes call it
   * @param path of the queue that it was sent to
   * @param bodyHash SHA-256 of its body
   * @param word what it says of who makes it, for where that is enough
   * @param unsigned the refusal of one that is not signed, at the address of the broker
   * @param linked whether it may come from a link in a message, which nobody signs
   */
  record Asked(
      String service,
      Optional<QueuePath> path,
      Supplier<byte[]> bodyHash,
      Supplier<Optional<SigV4Credential>> word,
      Function<String, BrokerException> unsigned,
      boolean linked) {}

  /** Whether there is no access control, so that the hash of no body is asked for. */
  boolean isOff() {
    return authentication.isOff();
  }

  /**
   * Whether the hash of the body of {@code request} may be asked for, as the head does not tell
   * that nobody has signed it; in a query the names of a signature can be escaped in many ways.
   */
  boolean mayHash(HttpServerRequest request) {
    return !authentication.isOff()
        && (request.query() != null || request.headers().contains(HttpHeaders.AUTHORIZATION));
  }

  Authentication authentication() {
    return authentication;
  }

  /** The caller of {@code exchange}, who may ask that now; nothing else has been looked at. */
  Caller of(Exchange exchange, Asked asked) {
    Caller caller = caller(exchange, asked);
    if (!rates.admits(caller)) {
      exchange.met(Limit.RATE);
      throw throttlingOf(asked.service()).refuse("Rate exceeded");
    }
    return caller;
  }

  /*
   * How the service that is called so in signatures answers who exceeds its rate. The Throttled in
   * the model of SNS is for text messages only, and not all SDKs try again after it.
   */
  private static ErrorCode throttlingOf(String scope) {
    return switch (scope) {
      case "sqs" -> QueueError.REQUEST_THROTTLED;
      case "lambda" -> FunctionError.TOO_MANY_REQUESTS;
      default -> CommonError.THROTTLING;
    };
  }

  private Caller caller(Exchange exchange, Asked asked) {
    if (!authentication.isOff()) {
      try {
        Optional<Claimant> proven = claimant(exchange, asked);
        if (proven.isPresent()) {
          return caller(exchange, proven.get(), asked);
        }
      } catch (BrokerException refusal) {
        fail(exchange, refusal);
      }
    }
    Claimant byWord = Claimant.ofWord(asked.word().get(), callers.nobody());
    return caller(exchange, byWord, asked);
  }

  /** What is asked of topics, others get to read. */
  private Caller caller(Exchange exchange, Claimant claimant, Asked asked) {
    Caller caller = callers.of(exchange, claimant, asked.path());
    return asked.service().equals(Service.SNS.scope())
        ? callers.sender(exchange.request(), caller)
        : caller;
  }

  /**
   * Refuses {@code exchange} if its head tells already that it does not prove who makes it, where
   * it has to: its body is not hashed for that.
   */
  void screen(Exchange exchange, Asked asked) {
    if (authentication.isEnforced()) {
      try {
        if (!authentication.isSigned(raw(exchange.request(), asked.bodyHash()), asked.service())) {
          checkMayBeUnsigned(exchange, asked);
        }
      } catch (BrokerException refusal) {
        fail(exchange, refusal);
      }
    }
  }

  private void fail(Exchange exchange, BrokerException refusal) {
    Optional<Failure> failure = Failure.of(refusal.code());
    failure.ifPresent(
        why -> authentication.failed(why, callers.address(exchange.request()), exchange.id()));
    if (failure.isEmpty() || authentication.isEnforced()) {
      throw refusal;
    }
  }

  /** Who makes the request; nothing if its word is to be taken for it. */
  private Optional<Claimant> claimant(Exchange exchange, Asked asked) {
    RawRequest request = raw(exchange.request(), asked.bodyHash());
    Optional<Signer> signer = authentication.signer(request, asked.service());
    if (signer.isPresent()) {
      return signer.map(Claimant::of);
    }
    checkMayBeUnsigned(exchange, asked);
    return authentication.isEnforced() ? Optional.of(Claimant.ANONYMOUS) : Optional.empty();
  }

  private void checkMayBeUnsigned(Exchange exchange, Asked asked) {
    if (!asked.linked() && !authentication.isOpenToAnonymous()) {
      String path = asked.path().map(QueuePath::text).orElse("/");
      String base = callers.of(exchange, Claimant.ANONYMOUS, asked.path()).endpoint();
      throw asked.unsigned().apply(base + path);
    }
  }

  private static RawRequest raw(HttpServerRequest request, Supplier<byte[]> bodyHash) {
    String path = request.path();
    return new RawRequest(
        request.method().name(),
        path == null ? "" : path,
        request.query(),
        request.headers().entries(),
        bodyHash);
  }
}
