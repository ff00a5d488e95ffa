package io.fanfare.topics.mobile;

import io.fanfare.topics.model.TopicArn;

/**
 * Removes a device.
 *
 * @param endpointArn the device's ARN; there is none, so nothing happens
 * @see "SNS API Reference, DeleteEndpoint"
 */
public record DeleteEndpoint(String endpointArn) {

  public DeleteEndpoint {
    endpointArn = TopicArn.check("EndpointArn", endpointArn);
  }
}
