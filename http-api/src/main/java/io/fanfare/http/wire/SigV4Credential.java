package io.fanfare.http.wire;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of who signed it and how, by Signature Version 4; whether the signature holds
 * is another question.
 *
 * @param accessKey who signed
 * @param date the day of the scope, {@code yyyymmdd}
 * @param region the region of the scope
 * @param service the service of the scope
 * @param signedHeaders the names of the signed headers, with semicolons between them
 * @param signature the signature as sent
 */
public record SigV4Credential(
    String accessKey,
    String date,
    String region,
    String service,
    String signedHeaders,
    String signature) {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern DATE = Pattern.compile("[0-9]{8}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final int SCOPE_PARTS = 4;

  /**
   * The credential of a request, from its header {@code Authorization} or else from the parameters
   * of a presigned URL; nothing if the request is not signed.
   *
   * @throws BrokerException if it is signed, but not properly
   */
  public static Optional<SigV4Credential> parse(
      @Nullable String authorization, @Nullable Parameters parameters) {
    if (authorization != null) {
      return Optional.of(ofHeader(authorization));
    }
    return parameters == null ? Optional.empty() : ofParameters(parameters);
  }

  /** The account that the access key names by being one. */
  public Optional<String> account() {
    return account(accessKey);
  }

  /** The account that {@code accessKey} names by being one. */
  public static Optional<String> account(String accessKey) {
    return ACCOUNT.matcher(accessKey).matches() ? Optional.of(accessKey) : Optional.empty();
  }

  private static SigV4Credential ofHeader(String header) {
    if (!header.startsWith(ALGORITHM + " ")) {
      throw refuse("Authorization header requires the algorithm " + ALGORITHM + ".");
    }
    String credential = null;
    String signedHeaders = null;
    String signature = null;
    int start = ALGORITHM.length();
    while (start < header.length()) {
      int comma = header.indexOf(',', start);
      int end = comma < 0 ? header.length() : comma;
      String part = header.substring(start, end).strip();
      if (part.startsWith("Credential=")) {
        credential = valueOf(part);
      } else if (part.startsWith("SignedHeaders=")) {
        signedHeaders = valueOf(part);
      } else if (part.startsWith("Signature=")) {
        signature = valueOf(part);
      }
      start = end + 1;
    }
    return of(
        present("Credential", credential),
        present("SignedHeaders", signedHeaders),
        present("Signature", signature));
  }

  private static String valueOf(String part) {
    return part.substring(part.indexOf('=') + 1);
  }

  private static String present(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw refuse("Authorization header requires '" + name + "' parameter.");
    }
    return value;
  }

  private static Optional<SigV4Credential> ofParameters(Parameters parameters) {
    String algorithm = parameters.get("X-Amz-Algorithm");
    if (algorithm == null) {
      return Optional.empty();
    }
    if (!algorithm.equals(ALGORITHM)) {
      throw refuse("AWS query-string parameters must include the algorithm " + ALGORITHM + ".");
    }
    return Optional.of(
        of(
            parameter(parameters, "X-Amz-Credential"),
            parameter(parameters, "X-Amz-SignedHeaders"),
            parameter(parameters, "X-Amz-Signature")));
  }

  private static String parameter(Parameters parameters, String name) {
    String value = parameters.get(name);
    if (value == null || value.isEmpty()) {
      throw refuse("AWS query-string parameters must include '" + name + "'.");
    }
    return value;
  }

  private static SigV4Credential of(String credential, String signedHeaders, String signature) {
    String[] parts = credential.split("/", -1);
    int scope = parts.length - SCOPE_PARTS;
    if (scope < 1 || parts[0].isEmpty() || !parts[scope + 3].equals("aws4_request")) {
      throw refuse(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term.");
    }
    String date = parts[scope];
    String region = parts[scope + 1];
    String service = parts[scope + 2];
    if (!DATE.matcher(date).matches() || !REGION.matcher(region).matches() || service.isEmpty()) {
      throw refuse("Credential should be scoped to a date, a region and a service.");
    }
    String accessKey = credential.substring(0, accessKeyLength(parts, scope));
    return new SigV4Credential(accessKey, date, region, service, signedHeaders, signature);
  }

  /* An access key may itself have slashes. */
  private static int accessKeyLength(String[] parts, int scope) {
    int length = scope - 1;
    for (int i = 0; i < scope; i++) {
      length += parts[i].length();
    }
    return length;
  }

  private static BrokerException refuse(String sentence) {
    return CommonError.INCOMPLETE_SIGNATURE.refuse(sentence);
  }
}
