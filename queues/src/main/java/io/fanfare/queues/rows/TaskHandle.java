package io.fanfare.queues.rows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.core.PolicyJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The name of a move task: as text, JSON in base64.
 *
 * @param taskId the task's id
 * @param sourceArn the ARN of the queue it moves from
 */
public record TaskHandle(String taskId, String sourceArn) {

  private static final String TASK_ID = "taskId";
  private static final String SOURCE_ARN = "sourceArn";

  public String text() {
    String json =
        JsonNodeFactory.instance
            .objectNode()
            .put(TASK_ID, taskId)
            .put(SOURCE_ARN, sourceArn)
            .toString();
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The handle that {@code text} spells. */
  public static TaskHandle parse(String text) {
    return PolicyJson.object(decode(text))
        .map(json -> new TaskHandle(json.path(TASK_ID).asText(), json.path(SOURCE_ARN).asText()))
        .filter(handle -> !handle.taskId.isEmpty() && !handle.sourceArn.isEmpty())
        .orElseThrow(TaskHandle::invalid);
  }

  private static String decode(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw invalid();
    }
  }

  private static BrokerException invalid() {
    return CommonError.INVALID_PARAMETER_VALUE.refuse("Value for parameter TaskHandle is invalid.");
  }
}
