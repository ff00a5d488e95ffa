package io.fanfare.queues;

import io.fanfare.core.Caller;
import io.fanfare.queues.model.QueueError;
import io.fanfare.quota.Owner;
import io.fanfare.quota.Tally;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** The receives that may wait for messages, of which each principal and account has so many. */
final class WaitingReceives {

  private final Tally byPrincipal;
  private final Tally byAccount;

  WaitingReceives(QueuesOptions options) {
    this.byPrincipal = new Tally(options.getReceivesPerPrincipal());
    this.byAccount = new Tally(options.getReceivesPerAccount());
  }

  /**
   * Does {@code receive} for {@code caller} if that may have another.
   *
   * @throws io.fanfare.core.BrokerException if it may not
   */
  <R> Future<R> oneMore(Caller caller, Supplier<Future<R>> receive) {
    if (byPrincipal.most() == 0 && byAccount.most() == 0) {
      return receive.get();
    }
    Owner principal = Owner.principal(caller);
    Owner account = Owner.account(caller);
    if (!byPrincipal.tryAdd(principal)) {
      throw tooMany("principal", byPrincipal);
    }
    if (!byAccount.tryAdd(account)) {
      byPrincipal.remove(principal);
      throw tooMany("account", byAccount);
    }
    Future<R> received;
    try {
      received = receive.get();
    } catch (RuntimeException refused) {
      leave(principal, account);
      throw refused;
    }
    return received.onComplete(done -> leave(principal, account));
  }

  private void leave(Owner principal, Owner account) {
    byPrincipal.remove(principal);
    byAccount.remove(account);
  }

  private static RuntimeException tooMany(String whose, Tally tally) {
    return QueueError.OVER_LIMIT.refuse(
        "Too many receives wait for messages: the %s may have %d at a time.", whose, tally.most());
  }
}
