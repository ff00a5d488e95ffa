package io.fanfare.topics;

import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.notification.Publication;
import io.vertx.core.Future;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds who wants what is published to one topic: at once, unless it is hard to tell, as of a large
 * body that many policies look at. That is done elsewhere. If messages are not taken in at once, no
 * subscription begins, changes or ends before they have been.
 */
final class Routing {

  /** What all messages of a publish may cost on the event loop: some milliseconds. */
  static final long MOST_EFFORT = 200_000;

  private final HardWork elsewhere;
  private final Supplier<Topic> topic;
  private final Turns turns = new Turns();

  /** The routing of {@code topic}. */
  Routing(HardWork elsewhere, Supplier<Topic> topic) {
    this.elsewhere = elsewhere;
    this.topic = topic;
  }

  /** Who wants each of some messages. */
  record Routes(IdentityHashMap<Publication, List<Subscriber>> wanting) {

    /** Who wants {@code publication}. */
    List<Subscriber> of(Publication publication) {
      return wanting.getOrDefault(publication, List.of());
    }
  }

  /**
   * Does {@code then} with those who want {@code publications}: at once if that is easy to tell,
   * and then it must have taken them in when it returns.
   */
  <R> Future<R> route(List<Publication> publications, Function<Routes, Future<R>> then) {
    Optional<Routes> easy = easy(publications);
    return easy.isPresent()
        ? then.apply(easy.get())
        : turns.read(() -> elsewhere.run(() -> routes(publications)).compose(then));
  }

  /** The same, of {@code then} that takes them in before its future completes. */
  <R> Future<R> hold(List<Publication> publications, Function<Routes, Future<R>> then) {
    return turns.read(
        () ->
            easy(publications)
                .map(Future::succeededFuture)
                .orElseGet(() -> elsewhere.run(() -> routes(publications)))
                .compose(then));
  }

  private Optional<Routes> easy(List<Publication> publications) {
    IdentityHashMap<Publication, List<Subscriber>> wanting = new IdentityHashMap<>();
    long most = MOST_EFFORT / Math.max(1, publications.size());
    for (Publication publication : publications) {
      Optional<List<Subscriber>> some = topic.get().route(publication, most);
      if (some.isEmpty()) {
        return Optional.empty();
      }
      wanting.put(publication, some.get());
    }
    return Optional.of(new Routes(wanting));
  }

  /** Does {@code work}, which changes who has subscribed, when none is held as it is. */
  <R> Future<R> change(Supplier<Future<R>> work) {
    return turns.change(work);
  }

  private Routes routes(List<Publication> publications) {
    IdentityHashMap<Publication, List<Subscriber>> wanting = new IdentityHashMap<>();
    publications.forEach(one -> wanting.put(one, topic.get().route(one)));
    return new Routes(wanting);
  }
}
