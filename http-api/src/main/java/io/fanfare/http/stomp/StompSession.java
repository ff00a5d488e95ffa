package io.fanfare.http.stomp;

import static java.lang.System.Logger.Level.ERROR;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.http.authentication.Logins.Login;
import io.fanfare.http.stomp.frame.Frame;
import io.fanfare.http.stomp.frame.FrameException;
import io.fanfare.http.stomp.frame.FrameLimits;
import io.fanfare.http.stomp.frame.FrameReader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session over one WebSocket, on its event loop: takes its frames in their order, and ends with
 * the first that fails.
 */
final class StompSession implements Effects.Listener, Link {

  private static final System.Logger LOG = System.getLogger(StompSession.class.getName());
  private static final short NORMAL = 1000;
  private static final short GOING_AWAY = 1001;
  private static final short POLICY = 1008;
  private static final long PARTING_MILLIS = 5_000;
  private static final long REFUSAL_MILLIS = 1_000;

  private final Means means;
  private final StompSocket socket;
  private final String id;
  private final Promise<Void> ended = Promise.promise();
  private final FrameReader reader = new FrameReader(FrameLimits.BEFORE_LOGIN);
  private final Effects effects = new Effects(this);
  private final FrameHeap heap;
  private final Pace pace;
  private Caller caller;
  /* Not done yet, as its caller may not ask. */
  private @Nullable Frame held;
  private @Nullable Login login;
  private @Nullable Sends sends;
  private @Nullable Subscriptions subscriptions;
  private boolean reading;
  private boolean busy;
  private boolean deaf;
  private boolean gone;
  private boolean full;
  private boolean released;
  private long deliveries;

  /** The session of {@code caller}, as far as that is known before it begins. */
  StompSession(Means means, StompSocket socket, String id, Caller caller) {
    this.means = means;
    this.socket = socket;
    this.id = id;
    this.caller = caller;
    this.pace = new Pace(means.vertx(), means.services().rates(), this::readOn);
    this.heap =
        new FrameHeap(
            means.services().heap(),
            means.vertx().getOrCreateContext(),
            this::readOn,
            () -> ended(CommonError.SERVICE_UNAVAILABLE.refuse("There is no room for the frame.")));
  }

  /** Begins to read; completes when the session is over and the socket closed. */
  Future<Void> begin() {
    socket.begin(this::received, this::drained, this::closed);
    return ended.future();
  }

  private void received(Buffer octets) {
    if (!deaf) {
      reader.add(octets);
      readOn();
    }
  }

  /** Reads frames as long as there is room for what they do. */
  private void readOn() {
    if (reading) {
      return;
    }
    reading = true;
    boolean any = false;
    boolean dry = false;
    try {
      while (!deaf && hasRoom()) {
        Frame frame = held == null ? reader.next() : held;
        held = null;
        if (frame == null) {
          dry = true;
          break;
        }
        any = true;
        take(frame);
      }
    } catch (FrameException e) {
      StompError code = e.isLimit() ? StompError.LIMIT_EXCEEDED : StompError.PROTOCOL_ERROR;
      fail(code.refuse("%s", e.sentence()), e.receipt());
    } finally {
      reading = false;
    }
    socket.liveness().inFrame(reader.isInFrame(), !any, now());
    boolean fits = heap.take(deaf ? 0 : bytes());
    socket.read(deaf || (fits && hasRoom()));
    if (gone && dry && !deaf) {
      deaf = true;
      effects.whenEmpty(this::release);
    }
  }

  private long bytes() {
    return reader.bytes() + 2 * (effects.bytes() + (held == null ? 0 : held.bytes()));
  }

  /** Whether another frame can be taken; a peer that does not read is not read from either. */
  private boolean hasRoom() {
    boolean resting = pace.isResting() || (sends != null && sends.isResting());
    return !busy && !effects.isFull() && !resting && !socket.isFull();
  }

  private void take(Frame frame) {
    try {
      if (frame.command().isTransactional() || frame.header("transaction") != null) {
        throw StompError.UNSUPPORTED_OPERATION.refuse("There are no transactions.");
      }
      Sends open = sends;
      Subscriptions subscribed = subscriptions;
      if (open == null || subscribed == null) {
        connect(frame);
      } else {
        effect(frame, open, subscribed);
      }
    } catch (BrokerException refusal) {
      fail(refusal, frame.header(Names.RECEIPT));
    } catch (RuntimeException fault) {
      fail(fault, frame.header(Names.RECEIPT));
    }
  }

  private void effect(Frame frame, Sends open, Subscriptions subscribed) {
    if (!pace.admits(caller)) {
      held = frame;
      return;
    }
    switch (frame.command()) {
      case SEND -> {
        Future<?> sent = open.send(frame).onSuccess(done -> means.counters().sent());
        effects.add(sent, frame.header(Names.RECEIPT), frame.bytes());
      }
      case SUBSCRIBE ->
          inTurn(frame, gone ? Future.succeededFuture() : subscribed.subscribe(frame));
      case UNSUBSCRIBE -> inTurn(frame, subscribed.unsubscribe(frame));
      case ACK -> acknowledge(frame, subscribed, true);
      case NACK -> acknowledge(frame, subscribed, false);
      case DISCONNECT -> disconnect(frame.header(Names.RECEIPT));
      default -> throw StompError.PROTOCOL_ERROR.refuse("The session has begun already.");
    }
  }

  private void acknowledge(Frame frame, Subscriptions subscribed, boolean positive) {
    means.counters().settled(positive);
    effects.add(
        subscribed.acknowledge(frame, positive), frame.header(Names.RECEIPT), frame.bytes());
  }

  /** What is to be done before the next frame is looked at. */
  private void inTurn(Frame frame, Future<?> effect) {
    busy = !effect.isComplete();
    effects.add(effect, frame.header(Names.RECEIPT), frame.bytes());
    if (busy) {
      effect.onComplete(
          done -> {
            busy = false;
            readOn();
          });
    }
  }

  private void connect(Frame frame) {
    Greeting greeting = Greeting.of(frame);
    if (login == null) {
      try {
        login = means.services().logins().login(greeting.claim(), caller, id);
      } catch (BrokerException refusal) {
        inTurn(frame, later(refusal));
        return;
      }
      caller = login.caller(caller, id);
    }
    if (pace.admits(caller)) {
      begin(greeting);
    } else {
      held = frame;
    }
  }

  /** Who guesses has to wait for each answer. */
  private Future<Void> later(BrokerException refusal) {
    Promise<Void> late = Promise.promise();
    means.vertx().setTimer(REFUSAL_MILLIS, over -> late.fail(refusal));
    return late.future();
  }

  private void begin(Greeting greeting) {
    StompServices services = means.services().as(caller);
    sends = new Sends(means.vertx(), services, caller, means.clock());
    Subscribing subscribing = new Subscribing(means, services, caller, this);
    subscriptions = new Subscriptions(subscribing, greeting.client(), this);
    reader.limits(FrameLimits.OPEN);
    socket.liveness().connected(greeting.beats());
    socket.write(ServerFrames.connected(means.server(), id));
  }

  private void disconnect(@Nullable String receipt) {
    deaf = true;
    pause();
    effects.add(Future.succeededFuture(), receipt, 0);
    effects.whenEmpty(
        () -> {
          release();
          if (receipt == null) {
            socket.close(NORMAL);
          } else {
            means.vertx().setTimer(PARTING_MILLIS, late -> socket.close(NORMAL));
          }
        });
  }

  @Override
  public void done(@Nullable String receipt) {
    if (receipt != null) {
      socket.write(ServerFrames.receipt(receipt));
    }
    readOn();
  }

  @Override
  public void failed(Throwable cause, @Nullable String receipt) {
    BrokerException refusal = refusal(cause);
    means.counters().failed(refusal.code());
    means.errors().note(socket.address(), StompError.nameOf(refusal.code()), now());
    deaf = true;
    if (socket.write(ServerFrames.error(refusal, receipt)).failed()) {
      LOG.log(System.Logger.Level.DEBUG, "Nobody hears of an error: {0}", refusal.sentence());
    }
    release();
    socket.close(StompError.closeCode(refusal.code()));
  }

  private BrokerException refusal(Throwable cause) {
    if (cause instanceof BrokerException refusal) {
      return refusal;
    }
    LOG.log(ERROR, "A frame of session " + id + " failed", cause);
    return CommonError.INTERNAL_FAILURE.refuse("The broker has failed; see its log.");
  }

  /** Ends the session with an ERROR, once all frames before have taken effect. */
  private void fail(Throwable cause, @Nullable String receipt) {
    if (!deaf) {
      deaf = true;
      pause();
      effects.add(Future.failedFuture(cause), receipt, 0);
    }
  }

  @Override
  public void ended(Throwable cause) {
    fail(cause, null);
  }

  /** Finishes what was read, gives back what is unacknowledged, and closes. */
  Future<Void> drain() {
    if (!deaf) {
      deaf = true;
      pause();
      effects.whenEmpty(
          () -> {
            release();
            socket.close(GOING_AWAY);
          });
    }
    return ended.future();
  }

  private void pause() {
    if (subscriptions != null) {
      subscriptions.pause();
    }
  }

  private void drained() {
    if (socket.isOver()) {
      return;
    }
    full = false;
    if (!deaf && subscriptions != null) {
      subscriptions.resume();
    }
    readOn();
  }

  /** Does what is due by time. */
  void sweep() {
    if (gone) {
      return;
    }
    if (login != null && !means.services().logins().hold(login)) {
      fail(
          CommonError.ACCESS_DENIED.refuse(
              login.key() == null
                  ? "Sessions are not open any more to those who do not say who they are."
                  : "The access key is not in use any more."),
          null);
    }
    switch (socket.sweep()) {
      case NO_SESSION -> {
        if (login == null) {
          deaf = true;
          socket.close(POLICY);
        }
      }
      case SLOW_FRAME ->
          fail(StompError.LIMIT_EXCEEDED.refuse("A frame must be whole within a minute."), null);
      case DEAD -> {
        deaf = true;
        pause();
        socket.cut();
      }
      default -> {
        // Written, or nothing.
      }
    }
  }

  /** The frames that were read take effect still; what is unacknowledged behind them goes back. */
  private void closed() {
    boolean ending = deaf;
    gone = true;
    pause();
    readOn();
    if (subscriptions != null) {
      subscriptions.close();
    }
    if (ending) {
      release();
    }
  }

  private void release() {
    if (!released) {
      released = true;
      heap.close();
      if (subscriptions != null) {
        subscriptions.close();
      }
    }
    if (gone) {
      ended.tryComplete();
    }
  }

  @Override
  public String session() {
    return id;
  }

  @Override
  public long nextDelivery() {
    return ++deliveries;
  }

  @Override
  public boolean isFull() {
    return full || gone || deaf;
  }

  @Override
  public Future<Void> deliver(List<String> pieces) {
    means.counters().delivered();
    Future<Void> written = socket.write(pieces);
    if (socket.isOver() || socket.isFull()) {
      full = true;
      pause();
    }
    return written;
  }

  @Override
  public long now() {
    return means.clock().getAsLong();
  }
}
