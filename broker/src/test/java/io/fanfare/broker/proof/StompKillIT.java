package io.fanfare.broker.proof;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.proof.StompPublisher.Text;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Ends the real broker again and again while durable STOMP subscriptions of a standard and of a
 * FIFO topic are at work, publishers send over STOMP and over HTTP, and a function is invoked with
 * the messages of a queue and of a topic. What was acknowledged to a publisher reaches all of them,
 * or a dead-letter queue; groups keep their order. How often is said by {@code -Dfanfare.kills},
 * and when by {@code -Dfanfare.seed}.
 */
final class StompKillIT {

  private static final String ACCOUNT = "000000000000";
  private static final String QUEUES = "arn:aws:sqs:us-east-1:" + ACCOUNT + ":";
  private static final String TOPICS = "arn:aws:sns:us-east-1:" + ACCOUNT + ":";
  private static final String LETTERS = "{\"deadLetterTargetArn\":\"" + QUEUES + "dead\"%s}";

  private final int kills = Integer.getInteger("fanfare.kills", 5);
  private final long seed = Long.getLong("fanfare.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Path data = Deployment.newDirectory();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Gate gate = new Gate();
  private final PushedHistory loose = new PushedHistory("standard");
  private final PushedHistory ordered = new PushedHistory("fifo");
  private final Set<String> forFunction = ConcurrentHashMap.newKeySet();
  private final Set<String> dead = ConcurrentHashMap.newKeySet();
  private final AtomicInteger answers = new AtomicInteger();
  private final FunctionEndpoint function;
  private volatile boolean ending;
  private @Nullable JarBroker running;

  StompKillIT() throws IOException {
    function = new FunctionEndpoint(new Random(seed));
  }

  @AfterEach
  void close() {
    if (running != null) {
      running.kill();
    }
    function.close();
    threads.shutdownNow();
    timer.shutdownNow();
  }

  private JarBroker start(int port) {
    String options = "=" + function.url() + ",timeout=1,concurrency=8,retries=0,deadLetter=";
    JarBroker started = JarBroker.start(data, port, "--function=f" + options + QUEUES + "dead");
    running = started;
    return started;
  }

  @Test
  void whatWasAcknowledgedReachesSubscribersAndFunctionsThroughKills() throws Exception {
    JarBroker broker = start(0);
    SdkClients sdk = new SdkClients(broker.endpoint(), ACCOUNT, "us-east-1");
    List<DurableSubscriber> subscribers = topology(broker, sdk);
    List<Future<?>> publishers = publishers(broker, sdk);
    List<Future<?>> clients = new ArrayList<>();
    subscribers.forEach(subscriber -> clients.add(threads.submit(subscriber::run)));
    for (int i = 0; i < kills; i++) {
      broker = restart(broker, subscribers);
    }
    awaitWork(subscribers);
    ending = true;
    function.calm();
    subscribers.forEach(DurableSubscriber::calm);
    for (Future<?> publisher : publishers) {
      publisher.get();
    }
    awaitAll(sdk, subscribers);
    subscribers.forEach(DurableSubscriber::end);
    for (Future<?> client : clients) {
      client.get();
    }
    check(subscribers);
    broker.close();
  }

  /** The topics, queues and subscriptions, which are there when this returns. */
  private List<DurableSubscriber> topology(JarBroker broker, SdkClients sdk) throws IOException {
    sdk.sqs().createQueue(c -> c.queueName("dead"));
    Map<QueueAttributeName, String> attributes = new HashMap<>();
    attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, "4");
    attributes.put(QueueAttributeName.REDRIVE_POLICY, LETTERS.formatted(",\"maxReceiveCount\":4"));
    sdk.sqs().createQueue(c -> c.queueName("work").attributes(attributes));
    sdk.sns().createTopic(c -> c.name("t"));
    sdk.sns().createTopic(c -> c.name("t.fifo").attributes(Map.of("FifoTopic", "true")));
    SdkClients.lambda(broker.endpoint(), ACCOUNT, "us-east-1")
        .createEventSourceMapping(
            c ->
                c.eventSourceArn(QUEUES + "work")
                    .functionName("f")
                    .functionResponseTypesWithStrings("ReportBatchItemFailures"));
    sdk.sns()
        .subscribe(
            s ->
                s.topicArn(TOPICS + "t")
                    .protocol("lambda")
                    .endpoint("arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:f")
                    .attributes(Map.of("RedrivePolicy", LETTERS.formatted(""))));
    List<DurableSubscriber> subscribers =
        List.of(
            new DurableSubscriber(broker.endpoint(), "all", "t", new Random(seed + 1), loose, gate),
            new DurableSubscriber(
                broker.endpoint(), "ordered", "t.fifo", new Random(seed + 2), ordered, gate));
    for (DurableSubscriber subscriber : subscribers) {
      subscriber.create();
    }
    sdk.sqs()
        .setQueueAttributes(
            s ->
                s.queueUrl(subscribers.get(0).queue())
                    .attributes(
                        Map.of(
                            QueueAttributeName.REDRIVE_POLICY,
                            LETTERS.formatted(",\"maxReceiveCount\":20"))));
    return subscribers;
  }

  private List<Future<?>> publishers(JarBroker broker, SdkClients sdk) throws IOException {
    StompPublisher plain = new StompPublisher(broker.endpoint(), "p1");
    StompPublisher groups = new StompPublisher(broker.endpoint(), "p2");
    List<Callable<Void>> all =
        List.of(
            () -> publishByStomp(plain),
            () -> publishInGroupsByStomp(groups),
            () -> publish(sdk),
            () -> publishInGroups(sdk));
    List<Future<?>> running = new ArrayList<>();
    all.forEach(one -> running.add(threads.submit(one)));
    return running;
  }

  /** What has no group is sent once; what becomes of it when nobody answers is not known. */
  private Void publishByStomp(StompPublisher publisher) throws InterruptedException {
    for (int i = 0; !ending; i += 4) {
      gate.pass();
      List<Text> texts = new ArrayList<>();
      for (int k = i; k < i + 4; k++) {
        texts.add(new Text("/topic/t", "", "s" + k));
        texts.add(new Text("/queue/work", "", "w" + k));
        loose.attempted("s" + k, "", k);
      }
      List<Text> lost = publisher.send(texts);
      texts.stream().filter(text -> !lost.contains(text)).forEach(text -> answered(text.text()));
    }
    publisher.close();
    return null;
  }

  private void answered(String text) {
    answers.incrementAndGet();
    forFunction.add(text);
    if (text.startsWith("s")) {
      loose.answered(text, null);
    }
  }

  /** What has a group is sent until it is answered, and only then what follows it. */
  private Void publishInGroupsByStomp(StompPublisher publisher) throws InterruptedException {
    for (int i = 0; !ending; i += 3) {
      List<Text> left = new ArrayList<>();
      for (int k = i; k < i + 3; k++) {
        for (int group = 0; group < 4; group++) {
          left.add(new Text("/topic/t.fifo", "g" + group, "g" + group + "-" + k));
          ordered.attempted("g" + group + "-" + k, "g" + group, k);
        }
      }
      List<Text> all = List.copyOf(left);
      while (!left.isEmpty()) {
        gate.pass();
        left = publisher.send(left);
      }
      all.forEach(text -> ordered.answered(text.text(), null));
      answers.addAndGet(all.size());
    }
    publisher.close();
    return null;
  }

  private Void publish(SdkClients sdk) throws InterruptedException {
    for (int i = 0; !ending; i++) {
      gate.pass();
      String text = "h" + i;
      loose.attempted("s" + text, "", i);
      try {
        String id =
            sdk.sns().publish(p -> p.topicArn(TOPICS + "t").message("s" + text)).messageId();
        loose.answered("s" + text, id);
        forFunction.add("s" + text);
        sdk.sqs().sendMessage(s -> s.queueUrl("work").messageBody("w" + text));
        forFunction.add("w" + text);
        answers.addAndGet(2);
      } catch (SdkException down) {
        // Whether it was taken in nobody was told.
      }
    }
    return null;
  }

  private Void publishInGroups(SdkClients sdk) throws InterruptedException {
    for (int i = 0; !ending; i++) {
      String group = "h" + i % 3;
      String text = group + "-" + i;
      ordered.attempted(text, group, i);
      boolean done = false;
      for (int attempts = 1; !done; attempts++) {
        gate.pass();
        try {
          String id =
              sdk.sns()
                  .publish(
                      p ->
                          p.topicArn(TOPICS + "t.fifo")
                              .message(text)
                              .messageGroupId(group)
                              .messageDeduplicationId(text))
                  .messageId();
          // The queue may have the copy of an attempt that nobody answered.
          ordered.answered(text, attempts == 1 ? id : null);
          answers.incrementAndGet();
          done = true;
        } catch (SdkException down) {
          // It is published again, under the same id.
        }
      }
    }
    return null;
  }

  /** Kills the broker in the midst of its work, and starts it again. */
  private JarBroker restart(JarBroker broker, List<DurableSubscriber> subscribers)
      throws Exception {
    awaitWork(subscribers);
    timer.schedule(broker::kill, 50 + random.nextInt(900), MILLISECONDS).get();
    gate.close();
    broker.awaitEnd();
    JarBroker restarted = start(broker.port());
    gate.open();
    return restarted;
  }

  /** Returns when everybody has done something since this was called. */
  private void awaitWork(List<DurableSubscriber> subscribers) {
    int published = answers.get();
    long heardLoose = loose.deliveries();
    long heardOrdered = ordered.deliveries();
    int invoked = function.taken().size();
    await("-Dfanfare.seed=" + seed)
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                answers.get() > published + 20
                    && loose.deliveries() > heardLoose + 10
                    && ordered.deliveries() > heardOrdered + 10
                    && function.taken().size() > invoked
                    && subscribers.stream().allMatch(one -> one.sessions() > 0));
  }

  /** Returns when nothing is missing, and nothing waits any more. */
  private void awaitAll(SdkClients sdk, List<DurableSubscriber> subscribers) {
    await("-Dfanfare.seed=" + seed)
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              drainDead(sdk);
              List<Long> left = new ArrayList<>();
              left.add(loose.missing());
              left.add(ordered.missing());
              left.add(missing());
              left.add(waiting(sdk, "work"));
              subscribers.forEach(one -> left.add(waiting(sdk, one.queue())));
              assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 0L), left);
            });
  }

  private long missing() {
    Map<String, Integer> taken = function.taken();
    return forFunction.stream()
        .filter(text -> !taken.containsKey(text) && !dead.contains(text))
        .count();
  }

  private static long waiting(SdkClients sdk, String queue) {
    return sdk
        .sqs()
        .getQueueAttributes(g -> g.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
        .attributes()
        .entrySet()
        .stream()
        .filter(entry -> entry.getKey().toString().startsWith("ApproximateNumberOfMessages"))
        .mapToLong(entry -> Long.parseLong(entry.getValue()))
        .sum();
  }

  /** Dead letters are a text, or an event or an envelope that has one. */
  private void drainDead(SdkClients sdk) {
    for (Message message :
        sdk.sqs().receiveMessage(r -> r.queueUrl("dead").maxNumberOfMessages(10)).messages()) {
      String text = message.body();
      if (text.startsWith("{")) {
        JsonObject json = new JsonObject(text);
        text =
            json.containsKey("Records")
                ? json.getJsonArray("Records")
                    .getJsonObject(0)
                    .getJsonObject("Sns")
                    .getString("Message")
                : json.getString("Message");
      } else if (text.startsWith("s")) {
        loose.dead(text);
      }
      dead.add(text);
      sdk.sqs().deleteMessage(d -> d.queueUrl("dead").receiptHandle(message.receiptHandle()));
    }
  }

  private void check(List<DurableSubscriber> subscribers) {
    Map<String, Integer> taken = function.taken();
    Set<String> unanswered = new HashSet<>(taken.keySet());
    unanswered.removeAll(forFunction);
    Results first = loose.check();
    Results second = ordered.check();
    System.out.printf(
        "-Dfanfare.seed=%d%n%s%s"
            + "function: answered %,d, taken %,d, of those unanswered %,d, taken again %,d,"
            + " dead letters %,d; connections %,d and %,d%n",
        seed,
        first.report(),
        second.report(),
        forFunction.size(),
        taken.size(),
        unanswered.size(),
        taken.values().stream().mapToInt(times -> times - 1).sum(),
        dead.size(),
        subscribers.get(0).sessions(),
        subscribers.get(1).sessions());
    assertTrue(first.valid() && second.valid(), () -> "see " + data + " and the seed " + seed);
    assertEquals(0, missing());
  }
}
