package io.fanfare.broker.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.http.HttpApi;
import io.fanfare.http.action.SupportedAction;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What each action of the queues gets for each member that it needs, if that is missing and if it
 * is empty, in both protocols.
 */
@ExtendWith(RunningBroker.class)
final class MissingMembersTest {

  /** Each action with a value of every member that it needs. */
  private static final Map<String, String> COMPLETE =
      lines(
          """
          AddPermission | {"QueueUrl":"QUEUE","Label":"l","AWSAccountIds":["111111111111"],"Actions":["*"]}
          CancelMessageMoveTask | {"TaskHandle":"h"}
          ChangeMessageVisibility | {"QueueUrl":"QUEUE","ReceiptHandle":"h","VisibilityTimeout":1}
          ChangeMessageVisibilityBatch | {"QueueUrl":"QUEUE","Entries":[{"Id":"a","ReceiptHandle":"h","VisibilityTimeout":1}]}
          CreateQueue | {"QueueName":"q"}
          DeleteMessage | {"QueueUrl":"QUEUE","ReceiptHandle":"h"}
          DeleteMessageBatch | {"QueueUrl":"QUEUE","Entries":[{"Id":"a","ReceiptHandle":"h"}]}
          DeleteQueue | {"QueueUrl":"QUEUE"}
          DescribeQueues | {"NextToken":"t"}
          GetQueueAttributes | {"QueueUrl":"QUEUE"}
          GetQueueHistory | {"QueueUrl":"QUEUE"}
          GetQueueUrl | {"QueueName":"NAME","QueueOwnerAWSAccountId":"000000000000"}
          ListDeadLetterSourceQueues | {"QueueUrl":"QUEUE"}
          ListMessageMoveTasks | {"SourceArn":"arn:aws:sqs:us-east-1:000000000000:NAME"}
          ListQueueTags | {"QueueUrl":"QUEUE"}
          ListQueues | {"NextToken":"t"}
          PeekMessages | {"QueueUrl":"QUEUE"}
          PurgeQueue | {"QueueUrl":"QUEUE"}
          ReceiveMessage | {"QueueUrl":"QUEUE"}
          RemovePermission | {"QueueUrl":"QUEUE","Label":"l"}
          SendMessage | {"QueueUrl":"QUEUE","MessageBody":"b"}
          SendMessageBatch | {"QueueUrl":"QUEUE","Entries":[{"Id":"a","MessageBody":"b"}]}
          SetQueueAttributes | {"QueueUrl":"QUEUE","Attributes":{"DelaySeconds":"1"}}
          StartMessageMoveTask | {"SourceArn":"arn:aws:sqs:us-east-1:000000000000:NAME","DestinationArn":"arn:aws:sqs:us-east-1:000000000000:NAME"}
          TagQueue | {"QueueUrl":"QUEUE","Tags":{"k":"v"}}
          UntagQueue | {"QueueUrl":"QUEUE","TagKeys":["k"]}
          """);

  /**
   * An action and a member; what comes of it if that is missing, and if it is empty. Behind a
   * stroke what a form gets, where that is not the same; in brackets what one entry fails with.
   */
  private static final List<String> ROWS =
      """
      AddPermission QueueUrl | NonExistentQueue | NonExistentQueue
      AddPermission Label | MissingParameter Label | MissingParameter Label
      AddPermission AWSAccountIds | MissingParameter AWSAccountIds | MissingParameter AWSAccountIds
      AddPermission Actions | MissingParameter ActionName | MissingParameter ActionName
      CancelMessageMoveTask TaskHandle | MissingParameter TaskHandle | MissingParameter TaskHandle
      ChangeMessageVisibility QueueUrl | NonExistentQueue | NonExistentQueue
      ChangeMessageVisibility ReceiptHandle | MissingParameter ReceiptHandle | MissingParameter ReceiptHandle
      ChangeMessageVisibility VisibilityTimeout | MissingParameter VisibilityTimeout | MalformedInput
      ChangeMessageVisibilityBatch QueueUrl | NonExistentQueue | NonExistentQueue
      ChangeMessageVisibilityBatch Entries | MissingParameter Entries / EmptyBatchRequest | EmptyBatchRequest
      ChangeMessageVisibilityBatch Entries.Id | MissingParameter ChangeMessageVisibilityBatch.1.Id | InvalidBatchEntryId
      ChangeMessageVisibilityBatch Entries.ReceiptHandle | (MissingParameter ReceiptHandle) | (MissingParameter ReceiptHandle)
      ChangeMessageVisibilityBatch Entries.VisibilityTimeout | (MissingParameter ChangeMessageVisibilityBatchRequestEntry.1.VisibilityTimeout) | MalformedInput
      CreateQueue QueueName | MissingParameter QueueName | InvalidParameterValue
      DeleteMessage QueueUrl | NonExistentQueue | NonExistentQueue
      DeleteMessage ReceiptHandle | MissingParameter ReceiptHandle | MissingParameter ReceiptHandle
      DeleteMessageBatch QueueUrl | NonExistentQueue | NonExistentQueue
      DeleteMessageBatch Entries | MissingParameter Entries / EmptyBatchRequest | EmptyBatchRequest
      DeleteMessageBatch Entries.Id | MissingParameter DeleteMessageBatchRequestEntry.1.Id | InvalidBatchEntryId
      DeleteMessageBatch Entries.ReceiptHandle | (MissingParameter ReceiptHandle) | (MissingParameter ReceiptHandle)
      DeleteQueue QueueUrl | NonExistentQueue | NonExistentQueue
      DescribeQueues NextToken | done | done
      GetQueueAttributes QueueUrl | NonExistentQueue | NonExistentQueue
      GetQueueHistory QueueUrl | done | done
      GetQueueUrl QueueName | InvalidParameterValue | InvalidParameterValue
      GetQueueUrl QueueOwnerAWSAccountId | done | done
      ListDeadLetterSourceQueues QueueUrl | NonExistentQueue | NonExistentQueue
      ListMessageMoveTasks SourceArn | MissingParameter SourceArn | MissingParameter SourceArn
      ListQueueTags QueueUrl | NonExistentQueue | NonExistentQueue
      ListQueues NextToken | done | done
      PeekMessages QueueUrl | NonExistentQueue | NonExistentQueue
      PurgeQueue QueueUrl | NonExistentQueue | NonExistentQueue
      ReceiveMessage QueueUrl | NonExistentQueue | NonExistentQueue
      RemovePermission QueueUrl | NonExistentQueue | NonExistentQueue
      RemovePermission Label | MissingParameter Label | MissingParameter Label
      SendMessage QueueUrl | NonExistentQueue | NonExistentQueue
      SendMessage MessageBody | MissingParameter MessageBody | MissingParameter MessageBody
      SendMessageBatch QueueUrl | NonExistentQueue | NonExistentQueue
      SendMessageBatch Entries | MissingParameter Entries / EmptyBatchRequest | EmptyBatchRequest
      SendMessageBatch Entries.Id | MissingParameter SendMessageBatchRequestEntry.1.Id | InvalidBatchEntryId
      SendMessageBatch Entries.MessageBody | MissingParameter SendMessageBatchRequestEntry.1.MessageBody | MissingParameter SendMessageBatchRequestEntry.1.MessageBody
      SetQueueAttributes QueueUrl | NonExistentQueue | NonExistentQueue
      SetQueueAttributes Attributes | MissingParameter Attribute.Name | MissingParameter Attribute.Name
      StartMessageMoveTask SourceArn | MissingParameter SourceArn | MissingParameter SourceArn
      StartMessageMoveTask DestinationArn | InvalidParameterValue | InvalidParameterValue
      TagQueue QueueUrl | NonExistentQueue | NonExistentQueue
      TagQueue Tags | MissingParameter Tags | MissingParameter Tags
      UntagQueue QueueUrl | NonExistentQueue | NonExistentQueue
      UntagQueue TagKeys | MissingParameter TagKeys | MissingParameter TagKeys
      """
          .lines()
          .toList();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern MISSING =
      Pattern.compile("The request must contain the parameter (.*)\\.");

  private final QueryClient client;
  private final String queue;

  MissingMembersTest(QueryClient client) {
    this.client = client;
    queue = client.queue();
  }

  @Test
  void everyMemberOfEveryActionHasARow() throws JsonProcessingException {
    TreeSet<String> members = new TreeSet<>();
    for (Map.Entry<String, String> action : COMPLETE.entrySet()) {
      for (Map.Entry<String, JsonNode> member : JSON.readTree(action.getValue()).properties()) {
        members.add(action.getKey() + " " + member.getKey());
        for (Map.Entry<String, JsonNode> inner : member.getValue().path(0).properties()) {
          members.add(action.getKey() + " " + member.getKey() + "." + inner.getKey());
        }
      }
    }
    assertEquals(
        members, new TreeSet<>(ROWS.stream().map(row -> row.split(" \\| ", -1)[0]).toList()));
    assertEquals(
        HttpApi.actions().stream()
            .filter(action -> action.service().equals("SQS"))
            .map(SupportedAction::name)
            .collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(COMPLETE.keySet()));
  }

  @ParameterizedTest
  @FieldSource("ROWS")
  void whatIsMissingOrEmptyGetsWhatTheTableSays(String row) throws JsonProcessingException {
    String[] cells = row.split(" \\| ", -1);
    String[] names = cells[0].split(" ", -1);
    String[] path = names[1].split("\\.", -1);
    ObjectNode missing = complete(names[0]);
    holder(missing, path).remove(path[path.length - 1]);
    ObjectNode empty = complete(names[0]);
    holder(empty, path).set(path[path.length - 1], emptied(empty, path));
    assertEquals(cells[1], told(names[0], missing), "missing");
    assertEquals(cells[2], told(names[0], empty), "empty");
  }

  private ObjectNode complete(String action) throws JsonProcessingException {
    String name = queue.substring(queue.lastIndexOf('/') + 1);
    String json = COMPLETE.getOrDefault(action, "").replace("QUEUE", queue).replace("NAME", name);
    return (ObjectNode) JSON.readTree(json);
  }

  private static ObjectNode holder(ObjectNode request, String[] path) {
    return path.length == 1 ? request : (ObjectNode) request.path(path[0]).path(0);
  }

  /** What is empty and of the kind that the member has; a number is never empty. */
  private static JsonNode emptied(ObjectNode request, String[] path) {
    JsonNode value = holder(request, path).path(path[path.length - 1]);
    if (value.isArray()) {
      return JSON.createArrayNode();
    }
    return value.isObject() ? JSON.createObjectNode() : JSON.getNodeFactory().textNode("");
  }

  /** What comes of the request in JSON, and as a form where that is not the same. */
  private String told(String action, ObjectNode request) throws JsonProcessingException {
    String json = ofJson(client.json(action, request.toString()));
    Map<String, String> form = new LinkedHashMap<>(Map.of("Action", action));
    request.properties().forEach(member -> put(form, member.getKey(), member.getValue()));
    String query = ofForm(client.post("/", QueryClient.encode(form)));
    return json.equals(query) ? json : json + " / " + query;
  }

  private static void put(Map<String, String> form, String name, JsonNode value) {
    if (value.isValueNode() || value.isEmpty()) {
      form.put(name, value.asText());
    } else if (value.isArray()) {
      JsonNode first = value.path(0);
      if (first.isObject()) {
        first
            .properties()
            .forEach(each -> put(form, name + ".1." + each.getKey(), each.getValue()));
      } else {
        put(form, name + ".1", first);
      }
    } else {
      Map.Entry<String, JsonNode> first = value.properties().iterator().next();
      form.put(name + ".1.Name", first.getKey());
      form.put(name + ".1.Value", first.getValue().asText());
    }
  }

  private static String ofJson(HttpResponse<String> response) throws JsonProcessingException {
    if (response.statusCode() == 200) {
      JsonNode failed =
          response.body().isEmpty()
              ? JSON.missingNode()
              : JSON.readTree(response.body()).path("Failed").path(0);
      return failed.isObject()
          ? "(" + said(failed.path("Code").asText(), failed.path("Message").asText()) + ")"
          : "done";
    }
    String code = response.headers().firstValue("x-amzn-query-error").orElse("").split(";", -1)[0];
    return said(code, JSON.readTree(response.body()).path("message").asText());
  }

  private static String ofForm(Answer answer) {
    List<String> codes = answer.texts("Code");
    if (codes.isEmpty()) {
      return "done";
    }
    String said = said(codes.get(0), answer.texts("Message").get(0));
    return answer.status() == 200 ? "(" + said + ")" : said;
  }

  private static String said(String code, String sentence) {
    Matcher missing = MISSING.matcher(sentence);
    String word = code.substring(code.lastIndexOf('.') + 1);
    return missing.matches() ? word + " " + missing.group(1) : word;
  }

  private static Map<String, String> lines(String text) {
    return Stream.of(text.strip().split("\n", -1))
        .map(line -> line.split(" \\| ", -1))
        .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]));
  }
}
