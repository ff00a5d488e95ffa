package io.fanfare.http;

import static io.fanfare.fixture.Futures.await;

import io.fanfare.access.AccessControl;
import io.fanfare.access.AccessFileException;
import io.fanfare.access.AccessReader;
import io.fanfare.access.Authorization;
import io.fanfare.access.Authorization.Mode;
import io.fanfare.http.SignedRequest.Signature;
import io.fanfare.http.authentication.Failure;
import java.net.http.HttpResponse;
import java.util.Objects;

/** An open HTTP API that has access control, and those who have keys to it. */
class AuthenticationFixture extends HttpApiFixture {

  static final String FILE =
      """
      accounts:
        "123456789012":
          keys: [{id: AKIAROOT, secret: root-secret}]
          users:
            team/ann:
              id: AIDAANNANNANNANNANN
              keys:
                - {id: AKIAANN, secret: ann-secret}
                - {id: AKIAPAST, secret: past-secret, expires: "2020-01-01T00:00:00Z"}
          roles:
            worker:
              id: AROAWORKERWORKERWORK
              sessions:
                s1: {keys: [{id: ASIAWORKER, secret: worker-secret, token: a-token}]}
      """;

  static final Signature ROOT = Signature.of("AKIAROOT", "root-secret", "sqs");
  static final Signature ANN = Signature.of("AKIAANN", "ann-secret", "sqs");

  /** Opens the API again, with {@code file} as its access file. */
  void guard(Mode mode, String file) {
    guard(mode, file, new HttpApiOptions());
  }

  void guard(Mode mode, String file, HttpApiOptions options) {
    await(api.close());
    authorization = Authorization.of(mode, control(file));
    api = open(options);
  }

  static AccessControl control(String file) {
    try {
      return AccessReader.read(file);
    } catch (AccessFileException mistakes) {
      throw new IllegalArgumentException(mistakes);
    }
  }

  String base() {
    return "http://localhost:" + api.port();
  }

  HttpResponse<String> send(SignedRequest request) {
    return send(request.at(base()));
  }

  /** How many requests were not proven because of {@code failure}. */
  long unproven(Failure failure) {
    return Objects.requireNonNull(api.statistics().unproven().get(failure));
  }
}
