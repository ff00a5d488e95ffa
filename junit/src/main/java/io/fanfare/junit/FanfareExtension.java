package io.fanfare.junit;

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
import org.junit.jupiter.api.extension.RegisterExtension;
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
  private final Running running = new Running();

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

  /**
   * The broker of the class, or of the method, whose field this is.
   *
   * @throws IllegalStateException if there is none, or if several classes or methods run at once
   *     that have this field in common: then a parameter is given the right one
   */
  public FanfareBroker broker() {
    return running.only();
  }

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (chosen == null) {
      declared(context)
          .filter(each -> each.fanfare().lifetime() == Fanfare.Lifetime.CLASS)
          .ifPresent(this::ofClass);
    } else if (isStatic(context.getRequiredTestClass())
        && store(context).get(FanfareExtension.class) == null) {
      open(context, FanfareExtension.class, chosen);
    }
  }

  /** Whether a class has this in a static field; in another one it is for each method. */
  private boolean isStatic(Class<?> tests) {
    return AnnotationSupport.findAnnotatedFieldValues(
            tests, RegisterExtension.class, FanfareExtension.class)
        .contains(this);
  }

  /**
   * The broker of the class that is declared to have one, opened now if nobody has asked before.
   */
  private FanfareBroker ofClass(Declared declared) {
    Kept there = store(declared.own()).get(declared.tests(), Kept.class);
    return there != null
        ? there.broker()
        : open(declared.own(), declared.tests(), options(declared));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    broker(context);
  }

  /** The broker of {@code context}, opened now if it is to be the method's own. */
  private FanfareBroker broker(ExtensionContext context) {
    if (chosen == null) {
      Declared declared = declared(context).orElseThrow(() -> undeclared(context));
      return declared.fanfare().lifetime() == Fanfare.Lifetime.CLASS
          ? ofClass(declared)
          : ofMethod(context, options(declared));
    }
    Kept ofClass = store(context).get(FanfareExtension.class, Kept.class);
    return ofClass != null ? ofClass.broker() : ofMethod(context, chosen);
  }

  private FanfareBroker ofMethod(ExtensionContext context, FanfareOptions options) {
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "Each method has a broker of its own, so there is none for the whole class;"
              + " lifetime = CLASS gives it one");
    }
    Object key = context.getRequiredTestMethod();
    Kept there = store(context).get(key, Kept.class);
    return there != null ? there.broker() : open(context, key, options);
  }

  private FanfareBroker open(ExtensionContext context, Object key, FanfareOptions options) {
    FanfareBroker broker = FanfareBroker.open(options);
    running.opened(broker);
    store(context).put(key, new Kept(broker, running));
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
    Kept own = store(context).remove(key, Kept.class);
    if (own != null) {
      own.close();
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

  /**
   * A broker in a store, which closes it if nobody has done that: JUnit does not tell this
   * extension of the end of a test that could not be made. It does so with all that is {@code
   * AutoCloseable} from 5.13 on only.
   */
  @SuppressWarnings("deprecation")
  private record Kept(FanfareBroker broker, Running running)
      implements Store.CloseableResource, AutoCloseable {

    @Override
    public void close() {
      running.closed(broker);
      broker.close();
    }
  }

  /**
   * An annotation, the class that has it, and the context of that class.
   *
   * @param tests the class, or one that inherits from it
   */
  private record Declared(Fanfare fanfare, Class<?> tests, ExtensionContext own) {}

  /**
   * The annotation of the test's class, or of the nearest that it is run in: a nested class may be
   * inherited, and then that is another one than it is written in.
   */
  private static Optional<Declared> declared(ExtensionContext context) {
    @Nullable ExtensionContext each = context;
    while (each != null) {
      Optional<Class<?>> tests = each.getTestClass();
      if (tests.isPresent() && each.getTestMethod().isEmpty()) {
        Optional<Fanfare> found = AnnotationSupport.findAnnotation(tests.get(), Fanfare.class);
        if (found.isPresent()) {
          return Optional.of(new Declared(found.get(), tests.get(), each));
        }
      }
      each = each.getParent().orElse(null);
    }
    return Optional.empty();
  }

  private static ParameterResolutionException undeclared(ExtensionContext context) {
    return new ParameterResolutionException(
        "Neither %s nor a class around it is annotated with @Fanfare"
            .formatted(context.getRequiredTestClass().getName()));
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
