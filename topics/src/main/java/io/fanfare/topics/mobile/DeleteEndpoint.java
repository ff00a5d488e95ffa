package io.fanfare.topics.mobile;

import io.fanfare.topics.model.TopicArn;

/** Removes a device. */
public record DeleteEndpoint(String endpointArn) {

  public DeleteEndpoint {
    endpointArn = TopicArn.check("EndpointArn", endpointArn);
  }
}
