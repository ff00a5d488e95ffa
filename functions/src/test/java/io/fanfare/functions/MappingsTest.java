package io.fanfare.functions;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fanfare.core.Caller;
import io.fanfare.functions.model.CreateEventSourceMapping;
import io.fanfare.functions.model.DeleteEventSourceMapping;
import io.fanfare.functions.model.EventSourceMappingConfiguration;
import io.fanfare.functions.model.FunctionError;
import io.fanfare.functions.model.GetEventSourceMapping;
import io.fanfare.functions.model.ListEventSourceMappings;
import io.fanfare.functions.model.ListTags;
import io.fanfare.functions.model.TagResource;
import io.fanfare.functions.model.UntagResource;
import io.fanfare.functions.model.UpdateEventSourceMapping;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done with mappings, and that they survive. */
class MappingsTest extends FunctionsFixture {

  private final FunctionServer server = server();
  private final String f = server.named("f");
  private final String g = server.named("g");

  MappingsTest(@TempDir Path data) {
    super(new StoreOptions().setPath(data.toString()));
  }

  private Functions functions = start(f, g);

  @BeforeEach
  void makeTheQueue() {
    queue("q", Map.of());
  }

  @Test
  void aMappingIsMadeChangedAndEnded() {
    EventSourceMappingConfiguration made = map("q", "f");
    assertEquals("Creating", made.state());
    assertEquals("arn:aws:lambda:us-east-1:000000000000:function:f", made.functionArn());
    assertEquals(
        "arn:aws:lambda:us-east-1:000000000000:event-source-mapping:" + made.uuid(),
        made.eventSourceMappingArn());
    assertEquals(List.of(), made.functionResponseTypes());
    assertNull(made.filterCriteria());
    assertEquals("Enabled", state(made));
    assertEquals("Disabling", update(new UpdateEventSourceMapping(made.uuid(), false)).state());
    assertEquals("Disabled", state(made));
    assertEquals(
        "Deleting",
        await(functions.deleteEventSourceMapping(new DeleteEventSourceMapping(made.uuid())))
            .state());
    assertRefused(
        "The resource you requested does not exist.",
        functions.getEventSourceMapping(new GetEventSourceMapping(made.uuid())));
  }

  @Test
  void aMappingThatIsNotEnabledWaitsUntilItIs() {
    EventSourceMappingConfiguration made = create(new MappingRequest("q", "f").disabled());
    assertEquals("Disabled", made.state());
    send("q", "m");
    assertEquals("Enabling", update(new UpdateEventSourceMapping(made.uuid(), true)).state());
    assertEquals(List.of("m"), server.next().bodies());
  }

  @Test
  void aQueueIsMappedToAFunctionOnceAndToAnotherAsWell() {
    EventSourceMappingConfiguration made = map("q", "f");
    assertRefused(
        ("An event source mapping with SQS arn (\" %sq \") and function (\" %s \") already exists."
                + " Please update or delete the existing mapping with UUID %s")
            .formatted(PREFIX, made.functionArn(), made.uuid()),
        creating("q", "f"));
    map("q", "g");
  }

  @Test
  void anotherFunctionGetsWhatComesLater() {
    EventSourceMappingConfiguration made = map("q", "f");
    send("q", "first");
    assertEquals("/f", server.next().path());
    EventSourceMappingConfiguration changed =
        update(
            new UpdateEventSourceMapping(
                made.uuid(), "g", null, null, null, null, null, null, null, null, null, List.of()));
    assertEquals("Updating", changed.state());
    send("q", "second");
    assertEquals("/g", server.next().path());
  }

  @Test
  void whatDoesNotExistIsRefusedInAwssOrder() {
    assertRefused(FunctionError.INVALID_PARAMETER_VALUE, creating("missing", "missing"));
    assertRefused("Function does not exist", creating("missing", "missing"));
    assertRefused(
        "Error occurred while ReceiveMessage. SQS Error Code:"
            + " AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue"
            + " does not exist.",
        creating("missing", "f"));
    queue("short", Map.of("VisibilityTimeout", "0"));
    assertRefused(
        "Queue visibility timeout: 0 seconds is less than Function timeout: 1 seconds",
        creating("short", "f"));
    assertRefused(
        FunctionError.RESOURCE_NOT_FOUND,
        functions.updateEventSourceMapping(new UpdateEventSourceMapping("missing", true)));
  }

  @Test
  void mappingsAreListedInPages() {
    queue("other", Map.of());
    map("q", "f");
    map("q", "g");
    map("other", "f");
    assertEquals(3, list(null, null).size());
    assertEquals(2, list(PREFIX + "q", null).size());
    assertEquals(2, list(null, "f").size());
    assertEquals(1, list(PREFIX + "q", "f").size());
    assertEquals(0, list(PREFIX + "missing", null).size());
    ListEventSourceMappings.Result page =
        await(functions.listEventSourceMappings(new ListEventSourceMappings(null, null, null, 2)));
    assertEquals(2, page.eventSourceMappings().size());
    ListEventSourceMappings.Result rest =
        await(
            functions.listEventSourceMappings(
                new ListEventSourceMappings(null, null, page.nextMarker(), null)));
    assertEquals(1, rest.eventSourceMappings().size());
    assertNull(rest.nextMarker());
  }

  @Test
  void aMappingIsItsAccountsOwn() {
    EventSourceMappingConfiguration made = map("q", "f");
    Functions others = functions.as(new Caller("111111111111", "us-east-1", ""));
    assertRefused(
        FunctionError.RESOURCE_NOT_FOUND,
        others.getEventSourceMapping(new GetEventSourceMapping(made.uuid())));
    assertRefused(
        "The provided execution role does not have permissions to call ReceiveMessage on SQS",
        others.createEventSourceMapping(new CreateEventSourceMapping(PREFIX + "q", "f")));
  }

  @Test
  void tagsAreAddedReadAndRemoved() {
    String arn = map("q", "f").eventSourceMappingArn();
    await(functions.tagResource(new TagResource(arn, Map.of("a", "1", "b", "2"))));
    await(functions.untagResource(new UntagResource(arn, List.of("a", "c"))));
    assertEquals(Map.of("b", "2"), await(functions.listTags(new ListTags(arn))).tags());
    String missing = arn.substring(0, arn.length() - 1) + (arn.endsWith("0") ? '1' : '0');
    assertRefused(
        "Event source mapping not found: " + missing, functions.listTags(new ListTags(missing)));
    assertRefused(FunctionError.VALIDATION, functions.listTags(new ListTags("nonsense")));
  }

  @Test
  void mappingsGoOnAfterARestart() {
    EventSourceMappingConfiguration made = map("q", "f");
    stop();
    functions = start(f, g);
    assertEquals(made.lastModified(), get(made).lastModified());
    assertEquals("Enabled", state(made));
    send("q", "m");
    assertEquals(List.of("m"), server.next().bodies());
  }

  @Test
  void whatIsOnItsWayAtARestartComesBack() {
    queueWithDeadLetters("kept", 5);
    map("kept", "f");
    server.hanging();
    send("kept", "m");
    server.next();
    stop();
    server.answering(FunctionServer.Reply.of("null"));
    functions = start(f, g);
    assertEquals(List.of("2"), server.next().counts().toList());
    await().until(() -> messages("kept") == 0);
  }

  @Test
  void aFunctionThatIsConfiguredNoMoreFailsLikeOthers() {
    queueWithDeadLetters("kept", 1);
    EventSourceMappingConfiguration made = map("kept", "f");
    stop();
    functions = start(g);
    assertEquals("Enabled", state(made));
    send("kept", "m");
    assertEquals("m", receive("dead").body());
  }

  private Future<EventSourceMappingConfiguration> creating(String queue, String function) {
    return functions.createEventSourceMapping(
        new CreateEventSourceMapping(PREFIX + queue, function));
  }

  private EventSourceMappingConfiguration update(UpdateEventSourceMapping request) {
    return await(functions.updateEventSourceMapping(request));
  }

  private EventSourceMappingConfiguration get(EventSourceMappingConfiguration mapping) {
    return await(functions.getEventSourceMapping(new GetEventSourceMapping(mapping.uuid())));
  }

  private String state(EventSourceMappingConfiguration mapping) {
    return get(mapping).state();
  }

  private List<EventSourceMappingConfiguration> list(
      @Nullable String queue, @Nullable String function) {
    return await(
            functions.listEventSourceMappings(
                new ListEventSourceMappings(queue, function, null, null)))
        .eventSourceMappings();
  }
}
