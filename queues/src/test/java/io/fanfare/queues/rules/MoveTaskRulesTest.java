package io.fanfare.queues.rules;

import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.CommonError;
import io.fanfare.queues.model.CancelMessageMoveTask;
import io.fanfare.queues.model.ListMessageMoveTasks;
import io.fanfare.queues.model.MoveTaskStatus;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.StartMessageMoveTask;
import io.fanfare.queues.rows.MoveTask;
import io.fanfare.queues.rows.TaskHandle;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be wrong with the start or the end of a move task is refused in AWS's words. */
class MoveTaskRulesTest {

  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:";
  private static final String FORMAT =
      "You must use this format to specify the %s:"
          + " arn:<partition>:<service>:<region>:<account-id>:<resource-id>";

  @Test
  void queuesAreCheckedInThisOrder() {
    assertRefused(
        QueueError.RESOURCE_NOT_FOUND,
        "The resource that you specified for the SourceArn parameter doesn't exist.",
        () -> MoveTaskRules.checkQueues(false, false, false));
    assertRefused(
        QueueError.RESOURCE_NOT_FOUND,
        "The resource that you specified for the DestinationArn parameter doesn't exist.",
        () -> MoveTaskRules.checkQueues(true, false, false));
    assertRefused(
        CommonError.INVALID_PARAMETER_VALUE,
        "Source queue must be configured as a Dead Letter Queue.",
        () -> MoveTaskRules.checkQueues(true, true, false));
    assertDoesNotThrow(() -> MoveTaskRules.checkQueues(true, true, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dead      | dead      | true  | There is already a task running. Only one active task is"
            + " allowed for a source queue arn at a given time.",
        "dead      | dead      | false | Source queue arn and destination queue arn cannot be the"
            + " same.",
        "dead      | live.fifo | false | The source queue and destination queue must be of the same"
            + " queue type.",
        "dead.fifo | live      | false | The source queue and destination queue must be of the same"
            + " queue type.",
      })
  void aTaskThatCannotStartIsRefused(
      String source, String destination, boolean isBusy, String sentence) {
    StartMessageMoveTask request =
        new StartMessageMoveTask(QUEUE + source, QUEUE + destination, null);
    assertInvalid(sentence, () -> MoveTaskRules.checkStart(request, isBusy));
  }

  @ParameterizedTest
  @CsvSource({"dead, live", "dead.fifo, live.fifo", "dead, "})
  void aTaskBetweenQueuesOfOneTypeStarts(String source, @Nullable String destination) {
    StartMessageMoveTask request =
        new StartMessageMoveTask(
            QUEUE + source, destination == null ? null : QUEUE + destination, null);
    assertDoesNotThrow(() -> MoveTaskRules.checkStart(request, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dead", "arn:aws:sqs:us-east-1:000000000000:", "arn:aws:sqs:dead", " "})
  void anArnHasSixParts(String malformed) {
    assertInvalid(
        FORMAT.formatted("SourceArn"), () -> new StartMessageMoveTask(malformed, null, null));
    assertInvalid(
        FORMAT.formatted("DestinationArn"),
        () -> new StartMessageMoveTask(QUEUE + "dead", malformed, null));
    assertInvalid(FORMAT.formatted("SourceArn"), () -> new ListMessageMoveTasks(malformed, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 501})
  void theRateIsFromOneToFiveHundred(int rate) {
    assertInvalid(
        "Value for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: You must enter a"
            + " number that's between 1 and 500.",
        () -> new StartMessageMoveTask(QUEUE + "dead", null, rate));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 11})
  void fromOneToTenTasksAreListed(int results) {
    assertInvalid(
        "Value for parameter MaxResults is invalid. Reason: You must enter a number that's between"
            + " 1 and 10.",
        () -> new ListMessageMoveTasks(QUEUE + "dead", results));
  }

  @Test
  void nothingIsDoneWithoutASourceOrAHandle() {
    assertRefused(
        CommonError.MISSING_PARAMETER,
        "The request must contain the parameter SourceArn.",
        () -> new StartMessageMoveTask("", null, null));
    assertRefused(
        CommonError.MISSING_PARAMETER,
        "The request must contain the parameter TaskHandle.",
        () -> new CancelMessageMoveTask(""));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RUNNING")
  void onlyATaskThatRunsCanBeCancelled(MoveTaskStatus status) {
    MoveTask task = new MoveTask(1, new UUID(1, 1), null, null, 1, 10, 0, status, null, null);
    assertInvalid("Only active tasks can be cancelled.", () -> MoveTaskRules.checkCancel(task));
  }

  @Test
  void aHandleIsJsonInBase64() {
    TaskHandle handle = new TaskHandle("8a42", QUEUE + "dead");
    assertEquals(
        "{\"taskId\":\"8a42\",\"sourceArn\":\"" + QUEUE + "dead\"}",
        new String(Base64.getDecoder().decode(handle.text()), StandardCharsets.UTF_8));
    assertEquals(handle, TaskHandle.parse(handle.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "e30=", "W10=", "e3Rhc2s=", "eyJ0YXNrSWQiOiJhIn0="})
  void aHandleThatNobodyGaveOutIsRefused(String text) {
    assertInvalid("Value for parameter TaskHandle is invalid.", () -> TaskHandle.parse(text));
  }

  private static void assertInvalid(String sentence, Executable request) {
    assertRefused(CommonError.INVALID_PARAMETER_VALUE, sentence, request);
  }
}
