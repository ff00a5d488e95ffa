package io.fanfare.broker.sdk.functions;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Queues are mapped to functions with AWS's SDK, and the functions get the messages. */
final class EventSourceMappingsTest extends FunctionsAtWork {

  private static final String EMULATOR = "/2015-03-31/functions/function/invocations";

  private final String queueUrl = clients.sqs().createQueue(c -> c.queueName("q")).queueUrl();
  private final String queueArn = QUEUE + "q";

  EventSourceMappingsTest() {
    super(
        (request, event) -> request.response().end("null"),
        "f=" + EMULATOR,
        "g=" + EMULATOR + ",timeout=60");
  }

  private CreateEventSourceMappingResponse create() {
    return lambda.createEventSourceMapping(c -> c.eventSourceArn(queueArn).functionName("f"));
  }

  private GetEventSourceMappingResponse get(String uuid) {
    return lambda.getEventSourceMapping(g -> g.uuid(uuid));
  }

  @Test
  void aFunctionGetsTheMessagesOfTheQueueThatIsMappedToIt() throws InterruptedException {
    CreateEventSourceMappingResponse mapping = create();
    assertEquals(202, mapping.sdkHttpResponse().statusCode());
    assertEquals("Creating", mapping.state());
    assertEquals("USER_INITIATED", mapping.stateTransitionReason());
    assertEquals(10, mapping.batchSize());
    assertEquals(0, mapping.maximumBatchingWindowInSeconds());
    assertTrue(mapping.hasFunctionResponseTypes());
    assertNull(mapping.lastProcessingResult());
    assertFalse(mapping.lastModified().isAfter(get(mapping.uuid()).lastModified()));
    await().until(() -> get(mapping.uuid()).state().equals("Enabled"));
    clients.sqs().sendMessage(s -> s.queueUrl(queueUrl).messageBody("hello"));
    JsonObject event = next();
    JsonObject record = event.getJsonArray("Records").getJsonObject(0);
    assertEquals("hello", record.getString("body"));
    assertEquals(queueArn, record.getString("eventSourceARN"));
    assertEquals(REGION, record.getString("awsRegion"));
  }

  @Test
  void allThatCanBeSetIsShown() {
    String uuid =
        lambda
            .createEventSourceMapping(
                c ->
                    c.eventSourceArn(queueArn)
                        .functionName("f:live")
                        .enabled(false)
                        .batchSize(100)
                        .maximumBatchingWindowInSeconds(5)
                        .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                        .scalingConfig(s -> s.maximumConcurrency(7))
                        .filterCriteria(
                            f -> f.filters(Filter.builder().pattern("{\"body\":[\"a\"]}").build()))
                        .tags(Map.of("k", "v")))
            .uuid();
    GetEventSourceMappingResponse shown = get(uuid);
    assertEquals("Disabled", shown.state());
    assertEquals(100, shown.batchSize());
    assertEquals(5, shown.maximumBatchingWindowInSeconds());
    assertEquals(
        List.of(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES), shown.functionResponseTypes());
    assertEquals(7, shown.scalingConfig().maximumConcurrency());
    assertEquals("{\"body\":[\"a\"]}", shown.filterCriteria().filters().get(0).pattern());
    assertTrue(shown.functionArn().endsWith(":function:f:live"));
    lambda.updateEventSourceMapping(
        u -> u.uuid(uuid).filterCriteria(f -> {}).scalingConfig(s -> {}));
    assertNull(get(uuid).filterCriteria());
    assertNull(get(uuid).scalingConfig());
    assertEquals(100, get(uuid).batchSize());
  }

  @Test
  void statesAreThoseOfAws() {
    String uuid = create().uuid();
    assertEquals(
        "Disabling", lambda.updateEventSourceMapping(u -> u.uuid(uuid).enabled(false)).state());
    await().until(() -> get(uuid).state().equals("Disabled"));
    assertEquals(
        "Updating", lambda.updateEventSourceMapping(u -> u.uuid(uuid).batchSize(1)).state());
    assertEquals(
        "Enabling", lambda.updateEventSourceMapping(u -> u.uuid(uuid).enabled(true)).state());
    assertEquals("Deleting", lambda.deleteEventSourceMapping(d -> d.uuid(uuid)).state());
    ResourceNotFoundException gone = assertThrows(ResourceNotFoundException.class, () -> get(uuid));
    assertEquals(404, gone.statusCode());
    assertEquals(
        "The resource you requested does not exist.", gone.awsErrorDetails().errorMessage());
    assertEquals("User", gone.type());
  }

  @Test
  void whatAwsRefusesIsRefusedSo() {
    String uuid = create().uuid();
    ResourceConflictException taken = assertThrows(ResourceConflictException.class, this::create);
    assertEquals(409, taken.statusCode());
    assertTrue(taken.awsErrorDetails().errorMessage().endsWith("with UUID " + uuid));
    InvalidParameterValueException large =
        assertThrows(
            InvalidParameterValueException.class,
            () -> lambda.updateEventSourceMapping(u -> u.uuid(uuid).batchSize(11)));
    assertEquals(
        "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater"
            + " than 10",
        large.awsErrorDetails().errorMessage());
    InvalidParameterValueException slow =
        assertThrows(
            InvalidParameterValueException.class,
            () ->
                lambda.createEventSourceMapping(c -> c.eventSourceArn(queueArn).functionName("g")));
    assertEquals(
        "Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds",
        slow.awsErrorDetails().errorMessage());
  }

  @Test
  void whatBreaksTheModelOrIsOfAnotherSourceIsRefused() {
    String uuid = create().uuid();
    LambdaException broken =
        assertThrows(
            LambdaException.class,
            () -> lambda.updateEventSourceMapping(u -> u.uuid(uuid).batchSize(0)));
    assertEquals("ValidationException", broken.awsErrorDetails().errorCode());
    assertEquals(
        "Unsupported StartingPosition parameter for given event source mapping type.",
        assertThrows(
                InvalidParameterValueException.class,
                () ->
                    lambda.createEventSourceMapping(
                        c ->
                            c.eventSourceArn(queueArn)
                                .functionName("f")
                                .startingPosition("LATEST")))
            .awsErrorDetails()
            .errorMessage());
  }

  @Test
  void mappingsAreListedAndTagged() {
    String arn = create().eventSourceMappingArn();
    lambda.createEventSourceMapping(c -> c.eventSourceArn(queueArn).functionName("f:1"));
    assertEquals(
        1,
        lambda
            .listEventSourceMappings(l -> l.eventSourceArn(queueArn).functionName("f"))
            .eventSourceMappings()
            .size());
    assertEquals(
        2,
        lambda.listEventSourceMappingsPaginator(l -> l.maxItems(1)).eventSourceMappings().stream()
            .map(EventSourceMappingConfiguration::uuid)
            .distinct()
            .count());
    assertEquals(Map.of(), lambda.listTags(l -> l.resource(arn)).tags());
    lambda.tagResource(t -> t.resource(arn).tags(Map.of("a", "1", "b", "2")));
    lambda.untagResource(u -> u.resource(arn).tagKeys("a", "c"));
    assertEquals(Map.of("b", "2"), lambda.listTags(l -> l.resource(arn)).tags());
  }
}
