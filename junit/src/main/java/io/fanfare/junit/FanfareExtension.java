package io.fanfare.junit;

import java.lang.reflect.AnnotatedElement;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * JUnit's extension behind {@link Fanfare}. Registered in a field it does the same without the
 * annotation: in a static field the class has one broker, in another one each method has its own.
 */
public final class FanfareExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {

  private static final Map<String, Function<FanfareBroker, Object>> GIVEN =
      Map.of(
          FanfareBroker.class.getName(),
          broker -> broker,
          FanfareClock.class.getName(),
          FanfareBroker::clock,
          Publications.class.getName(),
          FanfareBroker::published,
          URI.class.getName(),
          FanfareBroker::endpoint,
          "software.amazon.awssdk.services.sqs.SqsClient",
          broker -> broker.clients().sqs(),
          "software.amazon.awssdk.services.sns.SnsClient",
          broker -> broker.clients().sns(),
          "software.amazon.awssdk.services.sqs.SqsAsyncClient",
          broker -> broker.clients().sqsAsync(),
          "software.amazon.awssdk.services.sns.SnsAsyncClient",
          broker -> broker.clients().snsAsync());

  private final Namespace namespace;
  private final @Nullable FanfareOptions chosen;
  private volatile @Nullable FanfareBroker current;

  /** What the annotation of the test's class says. */
  public FanfareExtension() {
    this.chosen = null;
    this.namespace = Namespace.create(FanfareExtension.class);
  }

  private FanfareExtension(FanfareOptions chosen) {
    this.chosen = chosen;
    this.namespace = Namespace.create(FanfareExtension.class, this);
  }

  /** An extension for a field, with brokers as {@code options} say. */
  public static FanfareExtension of(FanfareOptions options) {
    return new FanfareExtension(options);
  }

  /** The broker of the class, or of the method, whose field this is. */
  public FanfareBroker broker() {
    FanfareBroker there = current;
    if (there == null) {
      throw new IllegalStateException("No test is running that has a broker in this field");
    }
    return there;
  }

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (chosen != null) {
      if (store(context).get(FanfareExtension.class) == null) {
        current = open(context, FanfareExtension.class, chosen);
      }
      return;
    }
    Class<?> tests = context.getRequiredTestClass();
    annotation(tests)
        .filter(each -> each.lifetime() == Fanfare.Lifetime.CLASS)
        .ifPresent(each -> ofClass(context, new Declared(each, tests)));
  }

  /**
   * The broker of the class that is declared to have one, opened now if nobody has asked before.
   */
  private FanfareBroker ofClass(ExtensionContext context, Declared declared) {
    ExtensionContext own = context;
    while (!own.getTestClass().equals(Optional.of(declared.tests()))
        || own.getTestMethod().isPresent()) {
      own = own.getParent().orElseThrow();
    }
    FanfareBroker there = store(own).get(declared.tests(), FanfareBroker.class);
    return there != null ? there : open(own, declared.tests(), options(declared));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    FanfareBroker broker = broker(context);
    if (chosen != null) {
      current = broker;
    }
  }

  /** The broker of {@code context}, opened now if it is to be the method's own. */
  private FanfareBroker broker(ExtensionContext context) {
    if (chosen == null) {
      Declared declared = declared(context);
      return declared.fanfare().lifetime() == Fanfare.Lifetime.CLASS
          ? ofClass(context, declared)
          : ofMethod(context, options(declared));
    }
    FanfareBroker ofClass = store(context).get(FanfareExtension.class, FanfareBroker.class);
    return ofClass != null ? ofClass : ofMethod(context, chosen);
  }

  private FanfareBroker ofMethod(ExtensionContext context, FanfareOptions options) {
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "Each method has a broker of its own, so there is none for the whole class;"
              + " lifetime = CLASS gives it one");
    }
    Object key = context.getRequiredTestMethod();
    FanfareBroker there = store(context).get(key, FanfareBroker.class);
    return there != null ? there : open(context, key, options);
  }

  private FanfareBroker open(ExtensionContext context, Object key, FanfareOptions options) {
    FanfareBroker broker = FanfareBroker.open(options);
    store(context).put(key, broker);
    return broker;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close(context, context.getRequiredTestMethod());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close(context, chosen == null ? context.getRequiredTestClass() : FanfareExtension.class);
  }

  /** Closes the broker that was opened in this very context, and none of those around it. */
  private void close(ExtensionContext context, Object key) {
    FanfareBroker own = store(context).remove(key, FanfareBroker.class);
    if (own != null) {
      own.close();
      if (current == own) {
        current = null;
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return GIVEN.containsKey(parameter.getParameter().getType().getName());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Function<FanfareBroker, Object> giving =
        GIVEN.get(parameter.getParameter().getType().getName());
    if (giving == null) {
      throw new ParameterResolutionException("Unknown: " + parameter.getParameter());
    }
    return giving.apply(broker(context));
  }

  private Store store(ExtensionContext context) {
    return context.getStore(namespace);
  }

  /** An annotation, and the class that has it. */
  private record Declared(Fanfare fanfare, Class<?> tests) {}

  /** The annotation of the test's class, or of the nearest around it. */
  private static Declared declared(ExtensionContext context) {
    Class<?> tests = context.getRequiredTestClass();
    for (Class<?> each = tests; each != null; each = each.getEnclosingClass()) {
      Optional<Fanfare> found = annotation(each);
      if (found.isPresent()) {
        return new Declared(found.get(), each);
      }
    }
    throw new ParameterResolutionException(
        "Neither %s nor a class around it is annotated with @Fanfare".formatted(tests.getName()));
  }

  private static Optional<Fanfare> annotation(AnnotatedElement tests) {
    return AnnotationSupport.findAnnotation(tests, Fanfare.class);
  }

  private static FanfareOptions options(Declared declared) {
    Fanfare fanfare = declared.fanfare();
    return new FanfareOptions()
        .setConfig(fanfare.config())
        .setBeside(declared.tests())
        .setDurable(fanfare.durable())
        .setClock(fanfare.clock());
  }
}
