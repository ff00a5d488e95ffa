package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.fixture.KeyStoreFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The packed program over TLS, as the AWS SDK sees it. */
@EnabledOnOs(OS.LINUX)
class TlsIT {

  private static final String NAMES = "dns:localhost,ip:127.0.0.1";

  private final Path directory;

  TlsIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private void install(KeyStoreFile files) throws Exception {
    Files.move(files.pem(), directory.resolve("broker.pem"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(
        files.keyPem(), directory.resolve("broker.key"), StandardCopyOption.REPLACE_EXISTING);
  }

  private FanfareProcess start() {
    return FanfareProcess.startHearing(
        directory, "--port=0", "--memory", "--tls-certificate=broker.pem", "--tls-key=broker.key");
  }

  /** A client that trusts {@code server} alone and asks once. */
  private static SqsClient client(URI url, KeyStoreFile server) throws Exception {
    var trusted = server.trust().getTrustManagers();
    return SqsClient.builder()
        .endpointOverride(url)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .overrideConfiguration(tries -> tries.retryStrategy(once -> once.maxAttempts(1)))
        .httpClientBuilder(Apache5HttpClient.builder().tlsTrustManagersProvider(() -> trusted))
        .build();
  }

  @Test
  void theSdkIsAnsweredAndACertificateIsChangedWhileTheBrokerRuns() throws Exception {
    KeyStoreFile first = KeyStoreFile.make(directory, NAMES);
    KeyStoreFile second = KeyStoreFile.make(directory, NAMES);
    install(first);
    try (FanfareProcess broker = start()) {
      URI url = broker.awaitReady();
      assertEquals("https", url.getScheme());
      try (SqsClient before = client(url, first)) {
        String queue = before.createQueue(create -> create.queueName("orders")).queueUrl();
        assertTrue(queue.startsWith(url.toString()), queue);
        before.sendMessage(send -> send.queueUrl(queue).messageBody("hello"));

        install(second);
        broker.hangUp();
        Awaitility.await().until(() -> broker.errors().contains("was read again"));

        try (SqsClient after = client(url, second)) {
          assertEquals(
              "hello",
              after.receiveMessage(receive -> receive.queueUrl(queue)).messages().get(0).body());
        }
        try (SqsClient stranger = client(url, first)) {
          assertThrows(SdkClientException.class, stranger::listQueues);
        }
      }
      broker.terminate();
      assertEquals(0, broker.awaitEnd(), broker::errors);
    }
  }

  @Test
  void filesThatDoNotFitEndTheStartWithOneLine() throws Exception {
    install(KeyStoreFile.make(directory, NAMES));
    Files.move(
        KeyStoreFile.make(directory, NAMES).keyPem(),
        directory.resolve("broker.key"),
        StandardCopyOption.REPLACE_EXISTING);
    try (FanfareProcess broker = start()) {
      assertEquals(2, broker.awaitEnd());
      assertEquals(
          List.of(
              "fanfare: The private key in broker.key is not that of the certificate in broker.pem."),
          broker.complaints());
    }
  }
}
