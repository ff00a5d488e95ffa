package io.fanfare.functions.rules;

import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.functions.model.FunctionError;
import io.fanfare.functions.model.FunctionTarget;
import io.fanfare.functions.model.MappingDefinition;
import io.fanfare.queues.model.QueueName;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What mappings there can be, and what is refused first of several mistakes. */
class MappingRulesTest {

  private static final QueueName STANDARD = new QueueName("000000000000", "us-east-1", "q");
  private static final QueueName FIFO = new QueueName("000000000000", "us-east-1", "q.fifo");
  private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          size=11                        | Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10
          size=11 window=0 filters=null  | Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10
          others=DestinationConfig size=11 | Unsupported DestinationConfig parameter for given event source mapping type.
          others=StartingPosition        | Unsupported StartingPosition parameter for given event source mapping type.
          others=Topics;DestinationConfig | Unsupported DestinationConfig parameter for given event source mapping type.
          filters=null                   | Invalid filter pattern definition.
          filters="text"                 | Invalid filter pattern definition.
          filters={"body":"x"}           | Invalid filter pattern definition.
          filters={"body":[]}            | Invalid filter pattern definition.
          filters={};{};{};{};{};{}      | A maximum of 5 filters can be defined.
          scaling=2 least=2              | ScalingConfig and ProvisionedPollerConfig cannot be used together.
          """)
  void whatDoesNotFitIsRefused(String settings, String sentence) {
    assertRefused(
        FunctionError.INVALID_PARAMETER_VALUE, sentence, () -> applied(settings, STANDARD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          window=1         | Batching window is not supported for FIFO queues
          size=11 window=1 | Batching window is not supported for FIFO queues
          size=11          | Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10
          """)
  void aFifoQueueHasSmallBatchesAndNoWindow(String settings, String sentence) {
    assertRefused(FunctionError.INVALID_PARAMETER_VALUE, sentence, () -> applied(settings, FIFO));
  }

  @Test
  void whatIsNotGivenHasItsDefault() {
    MappingDefinition mapping = applied("", STANDARD);
    assertEquals(new MappingDefinition.Batch(10, 0, false), mapping.batch());
    assertEquals(MappingDefinition.Concurrency.UNSET, mapping.concurrency());
    assertEquals(List.of(), mapping.filters());
  }

  @Test
  void whatIsNotGivenLaterKeepsItsValueAndWhatIsEmptyGoes() {
    MappingDefinition before =
        applied(
            "enabled=false size=20 window=5 types=ReportBatchItemFailures filters={} scaling=7"
                + " key=arn:aws:kms:r:1:key/k metrics=EventCount",
            STANDARD);
    assertEquals(before, MappingRules.apply(before, Settings.of(""), ARN, STANDARD));
    MappingDefinition after =
        MappingRules.apply(
            before, Settings.of("types= filters= scaling= key= metrics= size=1"), ARN, STANDARD);
    assertEquals(new MappingDefinition.Batch(1, 5, false), after.batch());
    assertEquals(MappingDefinition.Concurrency.UNSET, after.concurrency());
    assertEquals(List.of(), after.filters());
    assertEquals("", after.kmsKeyArn());
  }

  @Test
  void pollersStandForTenInvocationsEachAndAnEmptyOneRemovesThem() {
    MappingDefinition mapping = applied("least=3", STANDARD);
    assertEquals(new MappingDefinition.Concurrency(0, 3, 200), mapping.concurrency());
    assertEquals(30, mapping.concurrency().limit(1_000));
    assertEquals(4, mapping.concurrency().limit(4));
    assertEquals(
        MappingDefinition.Concurrency.UNSET,
        MappingRules.apply(mapping, Settings.of("pollers="), ARN, STANDARD).concurrency());
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:kinesis:us-east-1:000000000000:stream/s",
    "arn:aws:sqs:us-west-2:000000000000:q",
    "nothing",
    ","
  })
  void onlyQueuesOfTheRegionAreSources(String arn) {
    assertRefused("Unrecognized event source.", () -> MappingRules.queue(arn, "us-east-1"));
  }

  @Test
  void aQueueMustHideItsMessagesForAsLongAsTheFunctionMayTake() {
    FunctionTarget function = FunctionTarget.parse("f=http://h/,timeout=300").orElseThrow();
    MappingRules.checkVisibility(300, function);
    assertRefused(
        "Queue visibility timeout: 30 seconds is less than Function timeout: 300 seconds",
        () -> MappingRules.checkVisibility(30, function));
  }

  @Test
  void theConflictOfTwoMappingsIsToldWithBlanks() {
    assertEquals(
        "An event source mapping with SQS arn (\" q \") and function (\" f \") already exists."
            + " Please update or delete the existing mapping with UUID"
            + " 00000000-0000-0001-0000-000000000002",
        MappingRules.taken("q", "f", new UUID(1, 2).toString()).sentence());
  }

  private static MappingDefinition applied(String settings, QueueName queue) {
    return MappingRules.apply(MappingDefinition.unset(), Settings.of(settings), ARN, queue);
  }
}
