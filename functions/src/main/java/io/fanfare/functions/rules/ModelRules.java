package io.fanfare.functions.rules;

import io.fanfare.core.BrokerException;
import io.fanfare.functions.model.FilterCriteria;
import io.fanfare.functions.model.FunctionError;
import io.fanfare.functions.model.FunctionName;
import io.fanfare.functions.model.Invoke;
import io.fanfare.functions.model.Limits;
import io.fanfare.functions.model.MappingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the model of the API says of a request, before anybody looks at what it means. All that a
 * request breaks is refused at once, in AWS's sentences.
 */
public final class ModelRules {

  private static final String MAPPING_ARN =
      "arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}:\\d{12}:"
          + "(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|"
          + "code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:"
          + "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})";
  private static final String QUALIFIER = "(|[a-zA-Z0-9$_-]+)";
  private static final Pattern RESOURCE = Pattern.compile(MAPPING_ARN);
  private static final String KEY_ARN = "(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()";
  private static final Pattern KEY = Pattern.compile(KEY_ARN);

  private final List<String> findings = new ArrayList<>();

  private ModelRules() {}

  /** The function that {@code settings} name, if they do; refuses what breaks the model. */
  public static Optional<FunctionName> check(MappingSettings settings, boolean needsFunction) {
    ModelRules rules = new ModelRules();
    String given = settings.functionName();
    Optional<FunctionName> function = rules.function(given, needsFunction);
    rules.numbers(settings);
    rules.words(settings);
    rules.end();
    return function;
  }

  /** The function that {@code given} names, if it is there. */
  public static Optional<FunctionName> checkFunction(@Nullable String given) {
    ModelRules rules = new ModelRules();
    Optional<FunctionName> function = rules.function(given, false);
    rules.end();
    return function;
  }

  /** The function that {@code request} names. */
  public static FunctionName check(Invoke request) {
    ModelRules rules = new ModelRules();
    Optional<FunctionName> function = rules.function(request.functionName(), true);
    rules.oneOf("invocationType", request.invocationType(), "RequestResponse", "Event", "DryRun");
    rules.oneOf("logType", request.logType(), "None", "Tail");
    rules.length("clientContext", request.clientContext(), Limits.CLIENT_CONTEXT_LENGTH);
    rules.length("qualifier", request.qualifier(), Limits.QUALIFIER_LENGTH);
    String qualifier = request.qualifier();
    if (qualifier != null && !qualifier.matches(QUALIFIER)) {
      rules.findings.add(pattern("qualifier", qualifier, QUALIFIER));
    }
    rules.end();
    return function.orElseThrow();
  }

  private void oneOf(String member, @Nullable String value, String... words) {
    if (value != null && !List.of(words).contains(value)) {
      findings.add(
          finding(
              member,
              value,
              "Member must satisfy enum value set: [" + String.join(", ", words) + "]"));
    }
  }

  private void length(String member, @Nullable String value, int most) {
    if (value != null && value.length() > most) {
      findings.add(finding(member, value, "Member must have length less than or equal to " + most));
    }
  }

  /** How many mappings a page has, if {@code maxItems} are wanted. */
  public static int checkPage(@Nullable Integer maxItems) {
    ModelRules rules = new ModelRules();
    rules.range("maxItems", maxItems, 1, Limits.LIST_RESULTS);
    rules.end();
    return maxItems == null ? Limits.PAGE : Math.min(Limits.PAGE, maxItems);
  }

  /** The ARN of a resource with tags. */
  public static String checkResource(@Nullable String arn) {
    if (arn == null || !RESOURCE.matcher(arn).matches()) {
      throw refusal(List.of(pattern("resource", arn, MAPPING_ARN)));
    }
    return arn;
  }

  private Optional<FunctionName> function(@Nullable String given, boolean needed) {
    if (given == null) {
      if (needed) {
        findings.add(finding("functionName", null, "Member must not be null"));
      }
      return Optional.empty();
    }
    Optional<FunctionName> function = FunctionName.parse(given);
    if (function.isEmpty()) {
      boolean tooLong = given.length() > Limits.FUNCTION_NAME_LENGTH;
      findings.add(
          tooLong
              ? finding(
                  "functionName",
                  given,
                  "Member must have length less than or equal to " + Limits.FUNCTION_NAME_LENGTH)
              : pattern("functionName", given, FunctionName.PATTERN));
    }
    return function;
  }

  private void numbers(MappingSettings settings) {
    range("batchSize", settings.batchSize(), 1, Limits.BATCH_SIZE);
    range(
        "maximumBatchingWindowInSeconds",
        settings.maximumBatchingWindowInSeconds(),
        0,
        Limits.WINDOW_SECONDS);
    if (settings.scalingConfig() != null) {
      range(
          "scalingConfig.maximumConcurrency",
          settings.scalingConfig().maximumConcurrency(),
          Limits.LEAST_CONCURRENCY,
          Limits.MOST_CONCURRENCY);
    }
    if (settings.provisionedPollerConfig() != null) {
      range(
          "provisionedPollerConfig.minimumPollers",
          settings.provisionedPollerConfig().minimumPollers(),
          Limits.LEAST_POLLERS,
          Limits.MOST_MINIMUM_POLLERS);
      range(
          "provisionedPollerConfig.maximumPollers",
          settings.provisionedPollerConfig().maximumPollers(),
          Limits.LEAST_POLLERS,
          Limits.MOST_MAXIMUM_POLLERS);
    }
  }

  private void words(MappingSettings settings) {
    set("functionResponseTypes", settings.functionResponseTypes(), "ReportBatchItemFailures");
    if (settings.metricsConfig() != null) {
      set("metricsConfig.metrics", settings.metricsConfig().metrics(), "EventCount");
    }
    String key = settings.kmsKeyArn();
    if (key != null && !KEY.matcher(key).matches()) {
      findings.add(pattern("kMSKeyArn", key, KEY_ARN));
    }
    FilterCriteria criteria = settings.filterCriteria();
    if (criteria != null) {
      for (int i = 0; i < criteria.filters().size(); i++) {
        filter(i, criteria.filters().get(i).pattern());
      }
    }
  }

  private void filter(int index, @Nullable String pattern) {
    if (pattern != null && pattern.length() > Limits.PATTERN_LENGTH) {
      findings.add(
          finding(
              "filterCriteria.filters." + (index + 1) + ".member.pattern",
              pattern,
              "Member must have length less than or equal to " + Limits.PATTERN_LENGTH));
    }
  }

  private void range(String member, @Nullable Integer value, int least, int most) {
    if (value != null && value < least) {
      findings.add(
          finding(member, value, "Member must have value greater than or equal to " + least));
    } else if (value != null && value > most) {
      findings.add(finding(member, value, "Member must have value less than or equal to " + most));
    }
  }

  private void set(String member, @Nullable List<String> values, String word) {
    if (values == null) {
      return;
    }
    if (values.stream().anyMatch(value -> !value.equals(word))) {
      findings.add(
          finding(
              member,
              values,
              "Member must satisfy constraint: [Member must satisfy enum value set: ["
                  + word
                  + "]]"));
    } else if (values.size() > 1) {
      findings.add(finding(member, values, "Member must have length less than or equal to 1"));
    }
  }

  private static String pattern(String member, @Nullable Object value, String pattern) {
    return finding(member, value, "Member must satisfy regular expression pattern: " + pattern);
  }

  private static String finding(String member, @Nullable Object value, String constraint) {
    String shown = value == null ? "null" : "'" + value + "'";
    return "Value %s at '%s' failed to satisfy constraint: %s".formatted(shown, member, constraint);
  }

  private void end() {
    if (!findings.isEmpty()) {
      throw refusal(findings);
    }
  }

  private static BrokerException refusal(List<String> findings) {
    return FunctionError.VALIDATION.refuse(
        "%s",
        "%d validation error%s detected: %s"
            .formatted(
                findings.size(), findings.size() == 1 ? "" : "s", String.join("; ", findings)));
  }
}
