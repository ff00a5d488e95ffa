package io.fanfare.functions.rules;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.filter.FilterPattern;
import io.fanfare.functions.model.FilterCriteria;
import io.fanfare.functions.model.FunctionError;
import io.fanfare.functions.model.FunctionTarget;
import io.fanfare.functions.model.Limits;
import io.fanfare.functions.model.MappingDefinition;
import io.fanfare.functions.model.MappingSettings;
import io.fanfare.functions.model.ProvisionedPollerConfig;
import io.fanfare.functions.model.ScalingConfig;
import io.fanfare.queues.model.QueueName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What mappings there can be. What is refused is refused in AWS's order and sentences. */
public final class MappingRules {

  private static final int DEFAULT_MINIMUM_POLLERS = 2;
  private static final int DEFAULT_MAXIMUM_POLLERS = 200;

  /** Members that mappings of other sources have. */
  private static final Set<String> OF_OTHER_SOURCES =
      Set.of(
          "AmazonManagedKafkaEventSourceConfig",
          "BisectBatchOnFunctionError",
          "DocumentDBEventSourceConfig",
          "LoggingConfig",
          "MaximumRecordAgeInSeconds",
          "MaximumRetryAttempts",
          "ParallelizationFactor",
          "Queues",
          "SelfManagedEventSource",
          "SelfManagedKafkaEventSourceConfig",
          "SourceAccessConfigurations",
          "StartingPosition",
          "StartingPositionTimestamp",
          "Topics",
          "TumblingWindowInSeconds");

  private static final String DESTINATION = "DestinationConfig";

  private MappingRules() {}

  /** The queue that {@code arn} names, of {@code region}. */
  public static QueueName queue(@Nullable String arn, String region) {
    return Optional.ofNullable(arn)
        .flatMap(Arn::parse)
        .filter(parsed -> parsed.service().equals("sqs") && parsed.region().equals(region))
        .map(QueueName::of)
        .orElseThrow(() -> refuse("Unrecognized event source."));
  }

  /** What {@code before} is once {@code settings} are made, of a mapping of {@code queue}. */
  public static MappingDefinition apply(
      MappingDefinition before, MappingSettings settings, String functionArn, QueueName queue) {
    checkMembers(settings.otherMembers());
    MappingDefinition after =
        new MappingDefinition(
            functionArn,
            orElse(settings.enabled(), before.enabled()),
            batch(before.batch(), settings),
            filters(before.filters(), settings.filterCriteria()),
            concurrency(before.concurrency(), settings),
            orElse(settings.kmsKeyArn(), before.kmsKeyArn()),
            settings.metricsConfig() == null
                ? before.metrics()
                : settings.metricsConfig().metrics());
    checkBatch(after.batch(), queue);
    if (after.concurrency().maximum() > 0 && after.concurrency().minimumPollers() > 0) {
      throw refuse("ScalingConfig and ProvisionedPollerConfig cannot be used together.");
    }
    checkFilters(after.filters());
    return after;
  }

  private static void checkMembers(List<String> others) {
    if (others.contains(DESTINATION)) {
      throw unsupported(DESTINATION);
    }
    others.stream()
        .filter(OF_OTHER_SOURCES::contains)
        .sorted()
        .findFirst()
        .ifPresent(
            other -> {
              throw unsupported(other);
            });
  }

  private static BrokerException unsupported(String member) {
    return refuse("Unsupported %s parameter for given event source mapping type.", member);
  }

  private static MappingDefinition.Batch batch(
      MappingDefinition.Batch before, MappingSettings settings) {
    List<String> types = settings.functionResponseTypes();
    return new MappingDefinition.Batch(
        orElse(settings.batchSize(), before.size()),
        orElse(settings.maximumBatchingWindowInSeconds(), before.windowSeconds()),
        types == null ? before.reportsFailures() : !types.isEmpty());
  }

  private static MappingDefinition.Concurrency concurrency(
      MappingDefinition.Concurrency before, MappingSettings settings) {
    ScalingConfig scaling = settings.scalingConfig();
    ProvisionedPollerConfig pollers = settings.provisionedPollerConfig();
    int minimum = before.minimumPollers();
    int maximum = before.maximumPollers();
    if (pollers != null) {
      boolean removed = pollers.minimumPollers() == null && pollers.maximumPollers() == null;
      minimum = removed ? 0 : orElse(pollers.minimumPollers(), DEFAULT_MINIMUM_POLLERS);
      maximum = removed ? 0 : orElse(pollers.maximumPollers(), DEFAULT_MAXIMUM_POLLERS);
    }
    return new MappingDefinition.Concurrency(
        scaling == null ? before.maximum() : orElse(scaling.maximumConcurrency(), 0),
        minimum,
        maximum);
  }

  private static List<String> filters(List<String> before, @Nullable FilterCriteria criteria) {
    return criteria == null
        ? before
        : criteria.filters().stream()
            .map(filter -> Objects.requireNonNullElse(filter.pattern(), ""))
            .toList();
  }

  private static void checkBatch(MappingDefinition.Batch batch, QueueName queue) {
    boolean large = batch.size() > Limits.BATCH_SIZE_WITHOUT_WINDOW;
    if (large && batch.windowSeconds() == 0) {
      throw refuse(
          "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater"
              + " than 10");
    }
    if (queue.isFifo() && batch.windowSeconds() > 0) {
      throw refuse("Batching window is not supported for FIFO queues");
    }
    if (queue.isFifo() && large) {
      throw refuse("Batch size must not be greater than 10 for FIFO queues");
    }
  }

  private static void checkFilters(List<String> filters) {
    if (filters.stream().anyMatch(filter -> FilterPattern.parse(filter).isEmpty())) {
      throw refuse("Invalid filter pattern definition.");
    }
    if (filters.size() > Limits.FILTERS) {
      throw refuse("A maximum of %d filters can be defined.", Limits.FILTERS);
    }
  }

  /** The refusal of a mapping to a function that the configuration does not have. */
  public static BrokerException noFunction() {
    return refuse("Function does not exist");
  }

  /** The refusal of a second mapping of a queue to a function. */
  public static BrokerException taken(String queueArn, String functionArn, String uuid) {
    return FunctionError.RESOURCE_CONFLICT.refuse(
        "An event source mapping with SQS arn (\" %s \") and function (\" %s \") already exists."
            + " Please update or delete the existing mapping with UUID %s",
        queueArn, functionArn, uuid);
  }

  /** The refusal of a mapping of a queue that does not exist. */
  public static BrokerException noQueue() {
    return refuse(
        "Error occurred while ReceiveMessage. SQS Error Code:"
            + " AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue"
            + " does not exist.");
  }

  /** The refusal of a mapping of a queue that the caller may not receive from. */
  public static BrokerException noReceive() {
    return refuse(
        "The provided execution role does not have permissions to call ReceiveMessage on SQS");
  }

  /** Refuses a queue that hides its messages for less time than its function may take. */
  public static void checkVisibility(int visibilitySeconds, FunctionTarget function) {
    if (function.timeoutSeconds() > visibilitySeconds) {
      throw refuse(
          "Queue visibility timeout: %d seconds is less than Function timeout: %d seconds",
          visibilitySeconds, function.timeoutSeconds());
    }
  }

  /** The refusal of an action on a mapping that is not there. */
  public static BrokerException noMapping() {
    return FunctionError.RESOURCE_NOT_FOUND.refuse("The resource you requested does not exist.");
  }

  /** The refusal of an action on the tags of a mapping that is not there. */
  public static BrokerException noTagged(String arn) {
    return FunctionError.RESOURCE_NOT_FOUND.refuse("Event source mapping not found: %s", arn);
  }

  private static <T> T orElse(@Nullable T given, T before) {
    return given == null ? before : given;
  }

  private static BrokerException refuse(String sentence, Object... arguments) {
    return FunctionError.INVALID_PARAMETER_VALUE.refuse(sentence, arguments);
  }
}
