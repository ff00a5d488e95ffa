package io.fanfare.broker.query;

import io.fanfare.broker.proof.BrokerUnderTest;
import io.fanfare.broker.proof.Deployment;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A broker that is started once, and the client of it that tests ask for. */
final class RunningBroker implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == QueryClient.class;
  }

  @Override
  public QueryClient resolveParameter(ParameterContext parameter, ExtensionContext context) {
    BrokerUnderTest broker =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .computeIfAbsent(Deployment.MEMORY, Deployment::start, BrokerUnderTest.class);
    return new QueryClient(broker.endpoint());
  }
}
