package io.fanfare.topics.mobile;

import io.fanfare.topics.model.TopicArn;

/**
 * Removes an application.
 *
 * @param platformApplicationArn the application's ARN; nothing happens if there is none
 * @see "SNS API Reference, DeletePlatformApplication"
 */
public record DeletePlatformApplication(String platformApplicationArn) {

  public DeletePlatformApplication {
    platformApplicationArn = TopicArn.check("PlatformApplicationArn", platformApplicationArn);
  }
}
