package io.fanfare.broker.sdk.functions;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Functions are invoked with AWS's SDK, and answer through the broker. */
final class InvokeTest extends FunctionsAtWork {

  private static final String EMULATOR = "/2015-03-31/functions/function/invocations";
  private static final List<HttpServerRequest> HELD = new CopyOnWriteArrayList<>();

  InvokeTest() {
    super(
        InvokeTest::answer,
        "echo=/echo,concurrency=4",
        "long=/long",
        "throws=/throws",
        "broken=/broken",
        "emulated=" + EMULATOR,
        "hangs=/hangs,timeout=1",
        "held=/held,timeout=60");
    HELD.clear();
  }

  private static void answer(HttpServerRequest request, Buffer body) {
    JsonObject event = body.toJsonObject();
    switch (request.path()) {
      case "/throws" ->
          request
              .response()
              .putHeader("X-Amz-Function-Error", "Handled")
              .end("{\"errorMessage\":\"no\",\"errorType\":\"Refusal\"}");
      case "/broken" -> request.response().setStatusCode(502).end();
      case EMULATOR -> request.response().end(event.getString("answer"));
      case "/long" ->
          request.response().end("\"" + "x".repeat(event.getInteger("bytes") - 2) + "\"");
      case "/hangs" -> HELD.add(request);
      case "/held" -> HELD.add(request);
      default ->
          request
              .response()
              .end(
                  event
                      .put("uri", request.uri())
                      .put("context", request.getHeader("X-Amz-Client-Context"))
                      .toBuffer());
    }
  }

  private InvokeResponse invoke(String function, String event) {
    return lambda.invoke(i -> i.functionName(function).payload(SdkBytes.fromUtf8String(event)));
  }

  private static String message(LambdaException refusal) {
    return refusal.awsErrorDetails().errorMessage();
  }

  @Test
  void aFunctionAnswersWhoInvokesIt() {
    InvokeResponse response = invoke("echo", "{\"a\":1}");
    assertEquals(200, response.statusCode());
    assertEquals("$LATEST", response.executedVersion());
    assertNull(response.functionError());
    assertEquals(1, new JsonObject(response.payload().asUtf8String()).getInteger("a"));
  }

  @Test
  void itIsNamedInEveryFormAndItsQualifierAndContextArePassedOn() {
    InvokeResponse response =
        lambda.invoke(i -> i.functionName(FUNCTION + "echo:7").clientContext("e30="));
    assertEquals("7", response.executedVersion());
    JsonObject seen = new JsonObject(response.payload().asUtf8String());
    assertEquals("/echo?Qualifier=7", seen.getString("uri"));
    assertEquals("e30=", seen.getString("context"));
    assertEquals(
        "/echo?Qualifier=live",
        new JsonObject(
                lambda
                    .invoke(i -> i.functionName("echo").qualifier("live"))
                    .payload()
                    .asUtf8String())
            .getString("uri"));
    InvalidParameterValueException two =
        assertThrows(
            InvalidParameterValueException.class,
            () -> lambda.invoke(i -> i.functionName("echo:1").qualifier("2")));
    assertEquals(
        "The derived qualifier from the function name does not match the specified qualifier.",
        message(two));
  }

  @Test
  void aLargeEventAndALargeAnswerPass() {
    String text = "x".repeat(5 << 20);
    InvokeResponse response = invoke("echo", new JsonObject().put("text", text).encode());
    assertEquals(text, new JsonObject(response.payload().asUtf8String()).getString("text"));
  }

  @Test
  void anErrorOfTheFunctionIsASuccessThatSaysSo() {
    InvokeResponse response = invoke("throws", "{}");
    assertEquals(200, response.statusCode());
    assertEquals("Handled", response.functionError());
    assertEquals("no", new JsonObject(response.payload().asUtf8String()).getString("errorMessage"));
    String error = "{\"errorMessage\":\"bad\",\"errorType\":\"Exception\"}";
    InvokeResponse told = invoke("emulated", new JsonObject().put("answer", error).encode());
    assertEquals("Unhandled", told.functionError());
    assertEquals(error, told.payload().asUtf8String());
    InvokeResponse late = invoke("emulated", "{\"answer\":\"Task timed out after 3.00 seconds\"}");
    assertEquals("Unhandled", late.functionError());
    assertEquals(
        "{\"errorMessage\":\"Task timed out after 3.00 seconds\"}", late.payload().asUtf8String());
  }

  @Test
  void aFunctionThatIsLateHasTimedOut() {
    InvokeResponse response = invoke("hangs", "{}");
    assertEquals(200, response.statusCode());
    assertEquals("Unhandled", response.functionError());
    JsonObject error = new JsonObject(response.payload().asUtf8String());
    assertEquals("Sandbox.Timedout", error.getString("errorType"));
    assertTrue(error.getString("errorMessage").endsWith("Task timed out after 1.00 seconds"));
  }

  @Test
  void whatCannotBeInvokedIsRefusedAsAwsDoes() {
    ResourceNotFoundException missing =
        assertThrows(ResourceNotFoundException.class, () -> invoke("missing", "{}"));
    assertEquals("Function not found: " + FUNCTION + "missing:$LATEST", message(missing));
    assertEquals(404, missing.statusCode());
    assertThrows(
        ResourceNotFoundException.class,
        () -> lambda.invoke(i -> i.functionName("missing").invocationType(InvocationType.EVENT)));
    InvalidRequestContentException noJson =
        assertThrows(InvalidRequestContentException.class, () -> invoke("echo", "{\"a\":}"));
    assertTrue(message(noJson).startsWith("Could not parse request body into json: "));
    assertThrows(InvalidRequestContentException.class, () -> invoke("echo", "{} {}"));
    ServiceException broken = assertThrows(ServiceException.class, () -> invoke("broken", "{}"));
    assertEquals(500, broken.statusCode());
    LambdaException type =
        assertThrows(
            LambdaException.class,
            () -> lambda.invoke(i -> i.functionName("echo").invocationType("Later")));
    assertEquals(
        "1 validation error detected: Value 'Later' at 'invocationType' failed to satisfy"
            + " constraint: Member must satisfy enum value set: [RequestResponse, Event, DryRun]",
        message(type));
  }

  @Test
  void anEventThatIsTooLargeIsRefused() {
    checkTooLarge(InvocationType.EVENT, (1 << 20) + 1, 1 << 20);
    checkTooLarge(InvocationType.EVENT, 8 << 20, 1 << 20);
    checkTooLarge(InvocationType.REQUEST_RESPONSE, 6_291_457, 6_291_456);
    checkTooLarge(InvocationType.REQUEST_RESPONSE, 8 << 20, 6_291_456);
    checkTooLarge(InvocationType.DRY_RUN, 6_291_457, 6_291_456);
  }

  private void checkTooLarge(InvocationType type, int bytes, int most) {
    SdkBytes event = SdkBytes.fromUtf8String("\"" + "x".repeat(bytes - 2) + "\"");
    LambdaException refusal =
        assertThrows(
            LambdaException.class,
            () -> lambda.invoke(i -> i.functionName("echo").invocationType(type).payload(event)));
    assertEquals(413, refusal.statusCode());
    assertEquals("RequestEntityTooLargeException", refusal.awsErrorDetails().errorCode());
    assertEquals(
        "Request must be smaller than " + most + " bytes for the InvokeFunction operation",
        message(refusal));
  }

  @Test
  void anAnswerThatIsTooLargeIsAnErrorOfTheFunction() {
    InvokeResponse most = invoke("long", "{\"bytes\":6291556}");
    assertNull(most.functionError());
    assertEquals(6_291_556, most.payload().asByteArrayUnsafe().length);
    InvokeResponse more = invoke("long", "{\"bytes\":6291557}");
    assertEquals(200, more.statusCode());
    assertEquals("Unhandled", more.functionError());
    assertEquals(
        "{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":\"Response payload size"
            + " exceeded maximum allowed payload size (6291556 bytes).\"}",
        more.payload().asUtf8String());
  }

  @Test
  void anEventIsHeldAndADryRunIsNothing() throws InterruptedException {
    InvokeResponse dry =
        lambda.invoke(i -> i.functionName("echo").invocationType(InvocationType.DRY_RUN));
    assertEquals(204, dry.statusCode());
    InvokeResponse held =
        lambda.invoke(
            i ->
                i.functionName("echo")
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String("{\"a\":\"\uFFFF\"}")));
    assertEquals(202, held.statusCode());
    assertEquals("", held.payload().asUtf8String());
    assertEquals(new JsonObject().put("a", "\uFFFF"), next());
  }

  @Test
  void aFunctionThatIsBusyTakesNoMore() {
    CompletableFuture<InvokeResponse> first =
        CompletableFuture.supplyAsync(() -> invoke("held", "{}"));
    await().until(() -> HELD.size() == 1);
    TooManyRequestsException busy =
        assertThrows(TooManyRequestsException.class, () -> invoke("held", "{}"));
    assertEquals("Rate Exceeded.", message(busy));
    assertEquals("ReservedFunctionConcurrentInvocationLimitExceeded", busy.reasonAsString());
    HELD.get(0).response().end("1");
    try {
      assertEquals("1", first.join().payload().asUtf8String());
    } catch (CompletionException fault) {
      throw new AssertionError(fault);
    }
  }
}
