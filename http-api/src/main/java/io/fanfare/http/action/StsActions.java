package io.fanfare.http.action;

import static io.fanfare.http.action.Action.action;

import io.fanfare.http.authentication.CallerIdentity;
import io.fanfare.http.authentication.GetCallerIdentity;
import io.fanfare.http.wire.Service;
import java.util.List;

/** What is answered of the Security Token Service: one action, as tools ask it before all else. */
public final class StsActions {

  private StsActions() {}

  public static Actions<CallerIdentity> of() {
    return new Actions<>(
        Service.STS.name(),
        List.of(
            action(
                GetCallerIdentity.class,
                GetCallerIdentity.Result.class,
                CallerIdentity::getCallerIdentity)));
  }
}
