package io.fanfare.functions.rules;

import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Caller;
import io.fanfare.functions.model.FunctionError;
import io.fanfare.functions.model.FunctionName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the model of the API refuses, and how functions are named. */
class ModelRulesTest {

  private static final Caller CALLER = new Caller("000000000000", "us-east-1", "http://h");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          size=0        | Value '0' at 'batchSize' failed to satisfy constraint: Member must have value greater than or equal to 1
          size=10001    | Value '10001' at 'batchSize' failed to satisfy constraint: Member must have value less than or equal to 10000
          window=301    | Value '301' at 'maximumBatchingWindowInSeconds' failed to satisfy constraint: Member must have value less than or equal to 300
          scaling=1     | Value '1' at 'scalingConfig.maximumConcurrency' failed to satisfy constraint: Member must have value greater than or equal to 2
          types=x       | Value '[x]' at 'functionResponseTypes' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [ReportBatchItemFailures]]
          metrics=x     | Value '[x]' at 'metricsConfig.metrics' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [EventCount]]
          least=1       | Value '1' at 'provisionedPollerConfig.minimumPollers' failed to satisfy constraint: Member must have value greater than or equal to 2
          key=k         | `Value 'k' at 'kMSKeyArn' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()`
          """)
  void whatBreaksTheModelIsRefused(String settings, String finding) {
    assertRefused(
        FunctionError.VALIDATION,
        "1 validation error detected: " + finding,
        () -> ModelRules.check(Settings.of(settings + " function=f"), true));
  }

  @Test
  void allThatBreaksTheModelIsToldAtOnce() {
    assertRefused(
        "3 validation errors detected: Value null at 'functionName' failed to satisfy constraint:"
            + " Member must not be null; Value '0' at 'batchSize' failed to satisfy constraint:"
            + " Member must have value greater than or equal to 1; Value '301' at"
            + " 'maximumBatchingWindowInSeconds' failed to satisfy constraint: Member must have"
            + " value less than or equal to 300",
        () -> ModelRules.check(Settings.of("size=0 window=301"), true));
  }

  @ParameterizedTest
  @CsvSource({
    "f, f, '', arn:aws:lambda:us-east-1:000000000000:function:f",
    "f:$LATEST, f, $LATEST, arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST",
    "f:live, f, live, arn:aws:lambda:us-east-1:000000000000:function:f:live",
    "000000000000:function:f, f, '', arn:aws:lambda:us-east-1:000000000000:function:f",
    "arn:aws:lambda:eu-west-1:111111111111:function:f:1, f, 1,"
        + " arn:aws:lambda:eu-west-1:111111111111:function:f:1"
  })
  void aFunctionIsNamedInSeveralForms(String text, String name, String qualifier, String arn) {
    FunctionName function = FunctionName.parse(text).orElseThrow();
    assertEquals(name, function.name());
    assertEquals(qualifier, function.qualifier());
    assertEquals(arn, function.arn(CALLER));
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    assertRefused(
        "1 validation error detected: Value 'a b' at 'functionName' failed to satisfy constraint:"
            + " Member must satisfy regular expression pattern: "
            + FunctionName.PATTERN,
        () -> ModelRules.checkFunction("a b"));
    assertRefused(FunctionError.VALIDATION, () -> ModelRules.checkFunction("f".repeat(257)));
  }

  @Test
  void aPageHasAtMostAHundredMappings() {
    assertEquals(100, ModelRules.checkPage(null));
    assertEquals(7, ModelRules.checkPage(7));
    assertEquals(100, ModelRules.checkPage(10_000));
    assertRefused(FunctionError.VALIDATION, () -> ModelRules.checkPage(0));
  }
}
