package io.fanfare.push.http;

import io.fanfare.push.DeliveryResult;
import io.fanfare.push.DeliveryResult.Outcome;
import io.fanfare.push.http.HttpTarget.Credentials;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.AsyncResult;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to post: look up the name, vet all its addresses, connect to one of them, send, and
 * read what is answered until it is over or the time is. It works on one event loop, where it is
 * called.
 *
 * <p>Two things make it send once more. A connection that was kept may have been closed by the
 * other end in the very moment it was used; that is no answer, and a new one is opened. And a
 * challenge is answered once, if the URL has credentials and they stay secret on the way.
 */
final class Attempt implements Exchange {

  private final Means means;
  private final Request request;
  private final AnswerBody body;
  private final BiConsumer<Attempt, DeliveryResult> whenOver;
  private final long startNanos = System.nanoTime();

  private @Nullable ScheduledFuture<?> deadline;
  private List<Place> places = List.of();
  private @Nullable Connection connection;
  private @Nullable String authorization;
  private boolean challenged;
  private boolean fresh;
  private int status;
  private boolean over;

  /**
   * An attempt at {@code request}, of whose result {@code whenOver} hears once; {@code body} takes
   * what is answered.
   */
  Attempt(
      Means means, Request request, AnswerBody body, BiConsumer<Attempt, DeliveryResult> whenOver) {
    this.means = means;
    this.request = request;
    this.body = body;
    this.whenOver = whenOver;
  }

  /** Begins. */
  void start() {
    deadline =
        means
            .context()
            .nettyEventLoop()
            .schedule(this::expire, body.timeout().toNanos(), TimeUnit.NANOSECONDS);
    step(this::lookUp);
  }

  /** Ends it without a result, because of what {@code reason} says. */
  void giveUp(String reason) {
    finish(Outcome.FAILED, reason);
  }

  /** A fault of ours ends the attempt, and is told to whoever hears of faults. */
  private void step(Runnable work) {
    try {
      if (!over) {
        work.run();
      }
    } catch (RuntimeException e) {
      finish(Outcome.FAILED, "The push to " + host() + " met a fault");
      means.context().reportException(e);
    }
  }

  private void lookUp() {
    HttpTarget target = request.target();
    if (!AddressRules.isHttpPort(target.port())) {
      refuse("has a port that is neither 80, 443 nor above 1023");
      return;
    }
    Optional<InetAddress> literal = target.literal();
    if (literal.isPresent()) {
      vet(List.of(literal.get()));
    } else {
      means
          .names()
          .addresses(means.context(), target.host())
          .onComplete(found -> means.context().execute(() -> step(() -> found(found))));
    }
  }

  private void found(AsyncResult<List<InetAddress>> found) {
    if (found.failed() || found.result().isEmpty()) {
      finish(Outcome.FAILED, "No address was found for " + host());
    } else {
      vet(found.result());
    }
  }

  private void vet(List<InetAddress> addresses) {
    for (InetAddress address : addresses) {
      Optional<String> refusal = means.rules().refusal(address, request.target().port());
      if (refusal.isPresent()) {
        refuse(refusal.get());
        return;
      }
    }
    places = addresses.stream().map(address -> new Place(request.target(), address)).toList();
    connect();
  }

  private void refuse(String why) {
    finish(Outcome.REFUSED, "No push goes to %s, which %s".formatted(host(), why));
  }

  private void connect() {
    Connection kept = fresh ? null : means.connections().idle(places);
    if (kept == null) {
      open(0);
    } else {
      send(kept);
    }
  }

  private void open(int i) {
    means.connections().open(places.get(i)).onComplete(opened -> opened(i, opened));
  }

  private void opened(int i, AsyncResult<Connection> opened) {
    if (opened.succeeded() && over) {
      opened.result().close();
    } else if (opened.succeeded()) {
      step(() -> send(opened.result()));
    } else if (i + 1 < places.size()) {
      step(() -> open(i + 1));
    } else {
      finish(Outcome.FAILED, Failures.ofConnecting(request.target(), opened.cause()));
    }
  }

  private void send(Connection to) {
    connection = to;
    to.send(request.message(authorization), this);
  }

  @Override
  public void answered(int answered, HttpHeaders headers) {
    Credentials credentials = request.target().credentials();
    challenged = false;
    if (answered == HttpResponseStatus.UNAUTHORIZED.code()
        && authorization == null
        && credentials != null
        && request.target().secure()) {
      authorization =
          Challenge.answer(
                  headers.getAll(HttpHeaderNames.WWW_AUTHENTICATE),
                  credentials,
                  request.target().path(),
                  Request.chance())
              .orElse(null);
      challenged = authorization != null;
    }
    status = challenged ? 0 : answered;
    if (!challenged) {
      body.begin(headers);
    }
  }

  @Override
  public int mostBody() {
    return body.most();
  }

  @Override
  public void received(ByteBuf part) {
    if (!challenged) {
      body.add(part);
    }
  }

  @Override
  public void ended(boolean reusable) {
    Connection used = connection;
    connection = null;
    if (reusable && used != null) {
      means.connections().keep(used);
    }
    if (challenged) {
      again();
    } else if (body.isTooLong()) {
      finish(Outcome.FAILED, "%s answered with more than %d bytes".formatted(host(), body.most()));
    } else {
      finish(outcome(status), sentence());
    }
  }

  /** What was answered is of no use, as not all of it came. */
  private void cut(String reason) {
    status = 0;
    finish(Outcome.FAILED, reason);
  }

  @Override
  public void broken(@Nullable Throwable cause) {
    Connection used = connection;
    connection = null;
    boolean closed =
        cause == null || (cause instanceof IOException && !(cause instanceof SSLException));
    if (status != 0 && body.isKept()) {
      cut(Failures.ofAnswering(request.target(), cause));
    } else if (status != 0) {
      finish(outcome(status), sentence());
    } else if (challenged) {
      again();
    } else if (closed && !fresh && used != null && used.isUsed()) {
      fresh = true;
      again();
    } else {
      finish(Outcome.FAILED, Failures.ofAnswering(request.target(), cause));
    }
  }

  private void again() {
    challenged = false;
    step(this::connect);
  }

  private void expire() {
    if (status == 0 || body.isKept()) {
      cut("%s did not answer within %s".formatted(host(), inWords(body.timeout())));
    } else {
      finish(outcome(status), sentence());
    }
  }

  /** What {@code status} means for the message: {@code spec/sns.md} 7.1. */
  static Outcome outcome(int status) {
    return switch (status / 100) {
      case 2 -> Outcome.DELIVERED;
      case 4 ->
          status == HttpResponseStatus.TOO_MANY_REQUESTS.code() ? Outcome.FAILED : Outcome.REFUSED;
      default -> Outcome.FAILED;
    };
  }

  private String sentence() {
    return host() + " answered with status " + status;
  }

  private String host() {
    return request.target().authority();
  }

  private static String inWords(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  private void finish(Outcome outcome, String reason) {
    if (over) {
      return;
    }
    over = true;
    if (deadline != null) {
      deadline.cancel(false);
    }
    if (connection != null) {
      connection.close();
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    whenOver.accept(this, new DeliveryResult(outcome, status, reason, millis));
  }
}
