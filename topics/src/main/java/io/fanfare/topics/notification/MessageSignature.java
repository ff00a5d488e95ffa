package io.fanfare.topics.notification;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * What proves that a message comes from this broker.
 *
 * @param version by which rules it was signed
 * @param signature of its {@link StringToSign}, in base64
 * @param certificateUrl where the certificate is served that verifies it
 */
public record MessageSignature(String version, String signature, String certificateUrl) {

  void write(JsonGenerator json) throws IOException {
    json.writeStringField("SignatureVersion", version);
    json.writeStringField("Signature", signature);
    json.writeStringField("SigningCertURL", certificateUrl);
  }
}
