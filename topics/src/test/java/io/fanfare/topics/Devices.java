package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;

import io.fanfare.topics.mobile.CreatePlatformApplication;
import io.fanfare.topics.mobile.CreatePlatformEndpoint;
import io.fanfare.topics.mobile.Mobile;
import java.util.Map;

/** Makes what messages to devices need. */
final class Devices {

  private Devices() {}

  /** The ARN of a device that an application named {@code app} knows by {@code token}. */
  static String make(Mobile mobile, String platform, String token) {
    Map<String, String> attributes =
        Map.of("PlatformCredential", "key", "PlatformPrincipal", "principal");
    String application =
        await(
                mobile.createPlatformApplication(
                    new CreatePlatformApplication("app", platform, attributes)))
            .platformApplicationArn();
    return await(
            mobile.createPlatformEndpoint(
                new CreatePlatformEndpoint(application, token, null, Map.of())))
        .endpointArn();
  }
}
