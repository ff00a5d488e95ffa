package io.fanfare.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A broker lives as long as it is said to, and is everywhere the same within that time. */
class LifetimeTest {

  /** A broker for each method, given to the constructor too. */
  @Nested
  @Fanfare
  class OfAMethod {

    private static final Set<FanfareBroker> SEEN = new HashSet<>();

    private final FanfareBroker broker;
    private final SqsClient sqs;

    OfAMethod(FanfareBroker broker, SqsClient sqs) {
      this.broker = broker;
      this.sqs = sqs;
    }

    @BeforeEach
    void createsAQueue() {
      sqs.createQueue(request -> request.queueName("orders"));
    }

    @RepeatedTest(3)
    void isSeenByAllOfItAndByNobodyElse(FanfareBroker same, FanfareClock clock) {
      assertSame(broker, same);
      assertSame(broker.clock(), clock);
      synchronized (SEEN) {
        assertEquals(true, SEEN.add(broker));
      }
      assertEquals(1, sqs.listQueues().queueUrls().size());
    }

    /** What is nested has the broker of its own method, too. */
    @Nested
    class Within {
      @Test
      void hasTheBrokerOfItsMethod(FanfareBroker same) {
        assertSame(broker, same);
        assertEquals(1, sqs.listQueues().queueUrls().size());
      }
    }
  }

  /** A broker for the whole class, which its nested classes share. */
  @Nested
  @Fanfare(lifetime = Fanfare.Lifetime.CLASS)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OfAClass {

    private final FanfareBroker broker;

    OfAClass(FanfareBroker broker) {
      this.broker = broker;
    }

    @BeforeAll
    void createsAQueue(SqsClient sqs) {
      sqs.createQueue(request -> request.queueName("orders"));
    }

    @RepeatedTest(2)
    void isTheSameForAllMethods(FanfareBroker same, SqsClient sqs) {
      assertSame(broker, same);
      assertEquals(1, sqs.listQueues().queueUrls().size());
    }

    /** What is nested has the broker of the class around it. */
    @Nested
    class Within {
      @Test
      void isTheSameWithin(FanfareBroker same) {
        assertSame(broker, same);
      }
    }
  }

  /** Tests that others inherit, together with the class nested in them. */
  abstract static class Inherited {

    private final FanfareBroker broker;

    Inherited(FanfareBroker broker) {
      this.broker = broker;
    }

    /** What is nested in what is inherited has what the class that inherits it has. */
    @Nested
    class Within {
      @Test
      void hasTheBrokerOfTheClassThatInherits(FanfareBroker same) {
        assertSame(broker, same);
      }
    }
  }

  /** A class with the annotation, which that it inherits from has not. */
  @Nested
  @Fanfare(lifetime = Fanfare.Lifetime.CLASS)
  class Inheriting extends Inherited {
    Inheriting(FanfareBroker broker) {
      super(broker);
    }
  }

  /** A class with one instance, and a field that is none of the class. */
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  @Execution(ExecutionMode.SAME_THREAD)
  class InAFieldOfOneInstance {

    @RegisterExtension final FanfareExtension own = FanfareExtension.of(new FanfareOptions());

    @BeforeAll
    void isNotThereYet() {
      assertThrows(IllegalStateException.class, own::broker);
    }

    @Test
    @Order(1)
    void isTheMethodsOwn() {
      own.broker().clients().sqs().createQueue(request -> request.queueName("orders"));
    }

    @Test
    @Order(2)
    void isTheNextMethodsOwn(FanfareBroker same) {
      assertSame(same, own.broker());
      assertEquals(List.of(), same.clients().sqs().listQueues().queueUrls());
    }
  }

  /** A broker without the annotation. */
  @Nested
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  @Execution(ExecutionMode.SAME_THREAD)
  class InAField {

    @RegisterExtension
    static final FanfareExtension SHARED =
        FanfareExtension.of(new FanfareOptions().setConfig("fanfare.yaml"));

    @RegisterExtension final FanfareExtension own = FanfareExtension.of(new FanfareOptions());

    @Test
    @Order(1)
    void ofAStaticFieldIsShared() {
      SqsClient sqs = SHARED.broker().clients().sqs();
      assertEquals(4, sqs.listQueues().queueUrls().size());
      sqs.createQueue(request -> request.queueName("more"));
    }

    @Test
    @Order(2)
    void ofAnotherFieldIsTheMethodsOwn() {
      assertEquals(5, SHARED.broker().clients().sqs().listQueues().queueUrls().size());
      assertEquals(List.of(), own.broker().clients().sqs().listQueues().queueUrls());
      assertNotEquals(SHARED.broker().endpoint(), own.broker().endpoint());
    }
  }
}
