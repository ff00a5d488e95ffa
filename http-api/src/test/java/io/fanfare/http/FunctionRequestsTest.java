package io.fanfare.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fanfare.functions.model.CreateEventSourceMapping;
import io.fanfare.functions.model.EventSourceMappingConfiguration;
import io.fanfare.functions.model.FilterCriteria;
import io.fanfare.functions.model.FunctionError;
import io.fanfare.functions.model.GetEventSourceMapping;
import io.fanfare.functions.model.ListEventSourceMappings;
import io.fanfare.functions.model.ListTags;
import io.fanfare.functions.model.ScalingConfig;
import io.fanfare.functions.model.TagResource;
import io.fanfare.functions.model.UntagResource;
import io.fanfare.functions.model.UpdateEventSourceMapping;
import io.vertx.core.Future;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of functions, by method and path, and how it is answered. */
class FunctionRequestsTest extends HttpApiFixture {

  private static final String MAPPINGS = "/2015-03-31/event-source-mappings";

  private static final EventSourceMappingConfiguration MAPPING =
      new EventSourceMappingConfiguration(
          "u",
          "m",
          "q",
          "f",
          10,
          0,
          List.of(),
          null,
          null,
          null,
          null,
          null,
          Instant.ofEpochMilli(1_541_139_209_350L),
          "Creating",
          "USER_INITIATED");

  /** As signatures have it, which are on what ampersands divide. */
  @Test
  void aSemicolonDividesNoParameters() {
    fakes.on(
        ListEventSourceMappings.class,
        call -> Future.succeededFuture(new ListEventSourceMappings.Result(List.of(), null)));
    send(get(MAPPINGS + "/?FunctionName=a;MaxItems=5&EventSourceArn=q"));
    ListEventSourceMappings asked = (ListEventSourceMappings) lastCall().request();
    assertEquals("a;MaxItems=5", asked.functionName());
    assertEquals("q", asked.eventSourceArn());
    assertNull(asked.maxItems());
  }

  @ParameterizedTest
  @CsvSource({MAPPINGS, MAPPINGS + "/"})
  void aMappingIsMadeAndAnsweredAsAccepted(String path) {
    fakes.on(CreateEventSourceMapping.class, call -> Future.succeededFuture(MAPPING));
    HttpResponse<String> response =
        send(
            post(
                path,
                """
                {"EventSourceArn":"q","FunctionName":"f","BatchSize":5,"ScalingConfig":{},
                 "FilterCriteria":{"Filters":[{"Pattern":"{}"}]},"Tags":{"k":"v"},
                 "StartingPosition":"LATEST","Topics":null,"KMSKeyArn":"k","Enabled":false}
                """));
    assertEquals(202, response.statusCode());
    assertEquals("application/json", response.headers().firstValue("content-type").orElse(""));
    assertFalse(response.headers().firstValue("x-amzn-RequestId").orElse("").isEmpty());
    assertEquals(
        "{\"UUID\":\"u\",\"EventSourceMappingArn\":\"m\",\"EventSourceArn\":\"q\","
            + "\"FunctionArn\":\"f\",\"BatchSize\":10,\"MaximumBatchingWindowInSeconds\":0,"
            + "\"FunctionResponseTypes\":[],\"LastModified\":1541139209.350,"
            + "\"State\":\"Creating\",\"StateTransitionReason\":\"USER_INITIATED\"}",
        response.body());
    assertEquals(
        new CreateEventSourceMapping(
            "q",
            "f",
            false,
            5,
            null,
            null,
            new ScalingConfig(null),
            new FilterCriteria(List.of(new FilterCriteria.Filter("{}"))),
            "k",
            null,
            null,
            Map.of("k", "v"),
            List.of("StartingPosition")),
        lastCall().request());
  }

  @Test
  void membersStandInThePathAndTheQuery() {
    fakes.on(GetEventSourceMapping.class, call -> Future.succeededFuture(MAPPING));
    fakes.on(UpdateEventSourceMapping.class, call -> Future.succeededFuture(MAPPING));
    fakes.on(
        ListEventSourceMappings.class,
        call -> Future.succeededFuture(new ListEventSourceMappings.Result(List.of(), null)));
    assertEquals(200, send(get(MAPPINGS + "/u-1")).statusCode());
    assertEquals(new GetEventSourceMapping("u-1"), lastCall().request());
    assertEquals(
        "{\"EventSourceMappings\":[]}",
        send(get(MAPPINGS + "?EventSourceArn=arn%3Aq&FunctionName=f&MaxItems=7&Other=1")).body());
    assertEquals(new ListEventSourceMappings("arn:q", "f", null, 7), lastCall().request());
    assertEquals(
        202,
        send(get(MAPPINGS + "/u-1").PUT(BodyPublishers.ofString("{\"Enabled\":true}")))
            .statusCode());
    assertEquals(new UpdateEventSourceMapping("u-1", true), lastCall().request());
  }

  @Test
  void tagsAreOfAnArnInThePath() {
    fakes.on(ListTags.class, call -> Future.succeededFuture(new ListTags.Result(Map.of())));
    String path = "/2017-03-31/tags/arn%3Aaws%3Alambda";
    HttpResponse<String> tagged = send(post(path, "{\"Tags\":{\"a\":\"b\"}}"));
    assertEquals("204 ", tagged.statusCode() + " " + tagged.body());
    assertEquals(new TagResource("arn:aws:lambda", Map.of("a", "b")), lastCall().request());
    assertEquals(204, send(get(path + "?tagKeys=a&tagKeys=b").DELETE()).statusCode());
    assertEquals(new UntagResource("arn:aws:lambda", List.of("a", "b")), lastCall().request());
    assertEquals("{\"Tags\":{}}", send(get(path)).body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          VALIDATION              | 400 | ValidationException            | {"message":"no"}
          INVALID_PARAMETER_VALUE | 400 | InvalidParameterValueException | {"Type":"User","message":"no"}
          RESOURCE_CONFLICT       | 409 | ResourceConflictException      | {"Type":"User","message":"no"}
          RESOURCE_NOT_FOUND      | 404 | ResourceNotFoundException      | {"Type":"User","Message":"no"}
          TOO_MANY_REQUESTS | 429 | TooManyRequestsException | {"Type":"User","message":"no",\
          "Reason":"CallerRateLimitExceeded"}
          FUNCTION_BUSY | 429 | TooManyRequestsException | {"Type":"User","message":"no",\
          "Reason":"ReservedFunctionConcurrentInvocationLimitExceeded"}
          SERVICE                 | 500 | ServiceException               | {"Type":"Service","Message":"no"}
          """)
  void aRefusalIsWrittenAsAwsWritesIt(FunctionError error, int status, String type, String body) {
    fakes.on(GetEventSourceMapping.class, call -> Future.failedFuture(error.refuse("no")));
    HttpResponse<String> response = send(get(MAPPINGS + "/u"));
    assertEquals(status, response.statusCode());
    assertEquals(type, response.headers().firstValue("x-amzn-ErrorType").orElse(""));
    assertEquals(body, response.body());
  }

  @Test
  void aFaultIsTheServices() {
    fakes.on(
        GetEventSourceMapping.class,
        call -> Future.failedFuture(new IllegalStateException("a fault for the log")));
    HttpResponse<String> response = send(get(MAPPINGS + "/u"));
    assertEquals(500, response.statusCode());
    assertEquals("ServiceException", response.headers().firstValue("x-amzn-ErrorType").orElse(""));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /2015-03-31/functions, 404",
    "PUT, " + MAPPINGS + ", 404",
    "GET, " + MAPPINGS + "?MaxItems=x, 400",
    "POST, " + MAPPINGS + ", 400"
  })
  void whatIsNoRequestIsRefused(String method, String path, int status) {
    assertEquals(status, send(get(path).method(method, BodyPublishers.ofString("["))).statusCode());
  }
}
