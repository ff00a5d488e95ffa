package io.fanfare.topics.mobile;

import io.fanfare.topics.model.TopicArn;

/** Removes an application. */
public record DeletePlatformApplication(String platformApplicationArn) {

  public DeletePlatformApplication {
    platformApplicationArn = TopicArn.check("PlatformApplicationArn", platformApplicationArn);
  }
}
