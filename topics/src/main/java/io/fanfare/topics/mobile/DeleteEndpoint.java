package io.fanfare.topics.mobile;

import io.fanfare.topics.model.TopicArn;

/**
 * Removes a device.
 *
 * @param endpointArn the ARN of its endpoint; nothing happens if there is none
 * @see "SNS API Reference, DeleteEndpoint"
 */
public record DeleteEndpoint(String endpointArn) {

  public DeleteEndpoint {
    endpointArn = TopicArn.check("EndpointArn", endpointArn);
  }
}
