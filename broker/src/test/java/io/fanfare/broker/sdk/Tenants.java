package io.fanfare.broker.sdk;

import io.fanfare.broker.proof.BrokerUnderTest;
import io.fanfare.broker.proof.Stage;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** A new tenant on each of the brokers, which are started once and serve all tests of a run. */
final class Tenants implements ArgumentsProvider {

  private static final AtomicLong LAST_ACCOUNT = new AtomicLong(100_000_000_000L);

  @Override
  public Stream<Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return Stage.present().stream().map(stage -> Arguments.of(of(stage, context)));
  }

  private static Tenant of(Stage stage, ExtensionContext context) {
    BrokerUnderTest broker =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .computeIfAbsent(stage, Stage::start, BrokerUnderTest.class);
    return new Tenant(stage.name().toLowerCase(Locale.ROOT), broker.endpoint(), newAccount());
  }

  /** An account that nobody has used in this run. */
  static String newAccount() {
    return Long.toString(LAST_ACCOUNT.incrementAndGet());
  }
}
