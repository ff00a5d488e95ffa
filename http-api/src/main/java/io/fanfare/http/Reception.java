package io.fanfare.http;

import io.fanfare.heap.HeapBudget;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The receiving of one body. A small one is collected as it comes. A large one is admitted first:
 * it asks when the first of it is here, so that who announces much and sends nothing keeps nobody
 * waiting, and reading stops until its turn. What has come is joined once, when all of it is here.
 */
final class Reception {

  private static final byte[] EMPTY = {};
  private static final long UNKNOWN = -1;
  private static final int SMALL_CHUNK = 1_024;

  private final RequestBody bodies;
  private final Exchange exchange;
  private final RequestBody.Receiver next;
  private final long announced;
  private int limit;
  private int received;
  private long charged;
  private List<Buffer> chunks = List.of();
  private @Nullable Buffer tail;
  private boolean asked;
  private boolean admitted;
  private boolean ended;

  Reception(RequestBody bodies, Exchange exchange, RequestBody.Receiver next) {
    this.bodies = bodies;
    this.exchange = exchange;
    this.next = next;
    this.announced = announcedLength(exchange.request());
    this.limit = bodies.limits().of(exchange.request());
  }

  /* What is not a number, the HTTP decoder has refused. */
  private static long announcedLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? UNKNOWN : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  void start() {
    HttpServerRequest request = exchange.request();
    if (announced > (mayNameAction() ? bodies.limits().greatest() : limit)) {
      bodies.refuseTooLarge(exchange, limit);
    } else {
      request.handler(this::add);
      request.exceptionHandler(broken -> exchange.abandon());
      request.endHandler(nothing -> end());
      if (request.headers().contains(HttpHeaders.EXPECT, "100-continue", true)) {
        request.response().writeContinue();
      }
    }
  }

  /**
   * Takes {@code bytes} for a small request, which costs what is here of it until it is complete:
   * who announces and does not send keeps nothing from others.
   */
  private boolean charge(long bytes) {
    charged += bytes;
    return exchange.scope().heap().tryGrow(HeapBudget.Use.SMALL, bytes);
  }

  /** Whether its action may stand in a form of which nothing has been read. */
  private boolean mayNameAction() {
    return limit == bodies.limits().least()
        && !exchange.request().headers().contains(Headers.TARGET);
  }

  private void add(Buffer chunk) {
    if (exchange.isAnswered()) {
      return;
    }
    int length = chunk.length();
    received += length;
    keep(chunk);
    boolean isKnown = Math.max(received, announced) <= limit || findLimit();
    if (exchange.isAnswered() || asked) {
      return;
    }
    if (isKnown && isLarge()) {
      asked = true;
      bodies.admission().ask(this);
    } else if (received != announced && !charge(length)) {
      giveUp(Limit.MEMORY);
    }
  }

  /** Keeps {@code chunk}; small ones are put together, since each takes more than its bytes. */
  private void keep(Buffer chunk) {
    if (chunks.isEmpty()) {
      chunks = new ArrayList<>(1);
    } else if (chunk.length() < SMALL_CHUNK) {
      Buffer last = tail;
      if (last == null) {
        last = Buffer.buffer(SMALL_CHUNK);
        tail = last;
        chunks.add(last);
      }
      last.appendBuffer(chunk);
      return;
    }
    tail = null;
    chunks.add(chunk);
  }

  /**
   * Looks for the action in what has come of a form.
   *
   * @return whether its limit is known; if not, there is more to come or it has been refused
   */
  private boolean findLimit() {
    if (mayNameAction()) {
      limit = bodies.limits().of(joined());
      if (mayNameAction() && received <= limit) {
        return false;
      }
    }
    if (Math.max(received, announced) <= limit) {
      return true;
    }
    chunks = List.of();
    bodies.refuseTooLarge(exchange, limit);
    return false;
  }

  private boolean isLarge() {
    return cost() > HeapBudget.SMALL_BYTES;
  }

  Exchange exchange() {
    return exchange;
  }

  /** What the request takes until it is answered. */
  long cost() {
    boolean isSmall = RequestCost.of(received) <= HeapBudget.SMALL_BYTES;
    return RequestCost.of(announced != UNKNOWN ? announced : isSmall ? received : limit);
  }

  /** How much of it is here. */
  int received() {
    return received;
  }

  /** How much of it there will be, at the most. */
  long expected() {
    return announced != UNKNOWN ? announced : limit;
  }

  /** Whether it is taking place in the heap that was kept for it. */
  boolean isUnderWay() {
    return !ended && !exchange.isAnswered();
  }

  /** Told that the heap for it is there. */
  void admit() {
    admitted = true;
    if (ended) {
      handOver();
    }
  }

  /** Told that the heap for it does not come in time, or is wanted by those who are faster. */
  void giveUp(Limit limit) {
    chunks = List.of();
    bodies.refuseForNow(exchange, limit);
  }

  private void end() {
    ended = true;
    // Nothing more is read, and a request that waits for messages need not keep this.
    exchange.request().handler(null).exceptionHandler(null).endHandler(null);
    if (!exchange.isAnswered() && asked == admitted) {
      handOver();
    }
  }

  private void handOver() {
    if (!admitted && !charge(RequestCost.of(received) - charged)) {
      giveUp(Limit.MEMORY);
      return;
    }
    if (LargeWork.isLarge(received)) {
      if (next.refuses(exchange)) {
        chunks = List.of();
      } else {
        bodies.inTurn(exchange, received, this::take);
      }
    } else {
      exchange.small();
      take();
    }
  }

  private void take() {
    byte[] body = joined();
    chunks = List.of();
    next.receive(exchange, body);
  }

  private byte[] joined() {
    if (chunks.size() == 1) {
      return chunks.get(0).getBytes();
    }
    return chunks.isEmpty() ? EMPTY : copyTo(new byte[received]);
  }

  private byte[] copyTo(byte[] target) {
    int at = 0;
    for (Buffer chunk : chunks) {
      chunk.getBytes(target, at);
      at += chunk.length();
    }
    return target;
  }
}
