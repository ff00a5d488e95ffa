package io.fanfare.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a broker, and hands it to parameters of their methods and
 * constructors: {@link FanfareBroker}, {@link FanfareClock}, {@link Publications}, and the AWS
 * SDK's {@code SqsClient}, {@code SnsClient}, {@code SqsAsyncClient} and {@code SnsAsyncClient}.
 * Nested classes have what the class around them has.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FanfareExtension.class)
public @interface Fanfare {

  /**
   * The resource that says what queues, topics and subscriptions there are, as a file of the broker
   * does; looked for beside the class, then at the root. None by default.
   */
  String config() default "";

  /** Whether the broker keeps its data on disk, so that a restart finds them. */
  boolean durable() default false;

  /** Whether the clock goes on by itself. */
  ClockMode clock() default ClockMode.RUNNING;

  /** For how long a broker is there. */
  Lifetime lifetime() default Lifetime.METHOD;

  /** For how long a broker is there. */
  enum Lifetime {
    /** Each test method has a broker of its own: none sees anything of another. */
    METHOD,
    /** The methods of the class share one, with all that they leave behind. */
    CLASS
  }
}
