package io.fanfare.queues.rows;

import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who has started a move task, as it was proven, and by which way: what its rights hang on for as
 * long as it moves messages.
 *
 * @param address where the request came from, if it came over a wire
 * @param secure whether nobody could listen on the way
 */
public record TaskStarter(Principal principal, @Nullable String address, boolean secure) {

  /** Who {@code caller} is; nothing if that is not proven. */
  public static Optional<TaskStarter> of(Caller caller) {
    Caller.Transport way = caller.transport();
    return caller.proven()
        ? Optional.of(new TaskStarter(caller.principal(), way.sourceAddress(), way.secure()))
        : Optional.empty();
  }

  /** The starter as who asks for rights in {@code region}. */
  public Caller caller(String region) {
    Caller.Transport way = new Caller.Transport(address, secure);
    return new Caller(principal, region, "", null, true, true, null, way);
  }

  /** Writes {@code starter}; an empty account stands for nobody. */
  static RowWriter write(@Nullable TaskStarter starter, RowWriter out) {
    if (starter == null) {
      return out.text16("");
    }
    Principal principal = starter.principal;
    return out.text16(principal.account())
        .text16(principal.kind().name())
        .text16(principal.name())
        .text16(principal.session())
        .text16(starter.address == null ? "" : starter.address)
        .flag(starter.secure);
  }

  static @Nullable TaskStarter read(RowReader in) {
    String account = in.text16();
    if (account.isEmpty()) {
      return null;
    }
    Principal.Kind kind = Principal.Kind.valueOf(in.text16());
    Principal principal = new Principal(account, kind, in.text16(), in.text16());
    String address = in.text16();
    return new TaskStarter(principal, address.isEmpty() ? null : address, in.flag());
  }
}
