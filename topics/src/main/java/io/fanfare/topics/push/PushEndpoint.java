package io.fanfare.topics.push;

import io.fanfare.push.Endpoint;

/** The endpoint of a subscription that pushes. */
interface PushEndpoint extends Endpoint {

  /** Other terms hold from now on. */
  void changed(Terms now);
}
