package io.fanfare.functions.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers of functions mean. */
class AnswersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          200 | header | -         | null                                    | SUCCEEDED
          202 | header | -         | ``                                      | SUCCEEDED
          200 | header | Unhandled | {}                                      | FUNCTION_ERROR
          200 | header | -         | {"errorType":"E","errorMessage":"m"}    | SUCCEEDED
          200 | body   | -         | {"errorType":"E","errorMessage":"m"}    | FUNCTION_ERROR
          200 | body   | -         | {"errorType":1,"errorMessage":"m"}      | SUCCEEDED
          200 | body   | -         | Task timed out after 3.00 seconds       | FUNCTION_ERROR
          200 | body   | -         | The Task timed out after 3.00 seconds   | SUCCEEDED
          200 | body   | Handled   | {}                                      | FUNCTION_ERROR
          429 | header | -         | ``                                      | THROTTLED
          400 | body   | -         | ``                                      | THROTTLED
          400 | body   | -         | {}                                      | FAILED
          400 | header | -         | ``                                      | FAILED
          404 | header | -         | {}                                      | FAILED
          413 | header | -         | {}                                      | FAILED
          502 | body   | -         | {}                                      | FAILED
          301 | header | -         | ``                                      | FAILED
          0   | header | -         | ``                                      | FAILED
          """)
  void anAnswerIsOneOfFourThings(
      int status, String errors, String header, String payload, InvocationOutcome outcome) {
    String functionError = header.equals("-") ? "" : header;
    Answer answer = new Answer(status, functionError, payload.getBytes(UTF_8), "");
    assertEquals(outcome, InvocationRules.outcome(answer, errors.equals("body")));
  }

  @ParameterizedTest
  @CsvSource({"200, FUNCTION_ERROR", "202, FUNCTION_ERROR", "500, FAILED", "429, FAILED"})
  void anAnswerThatIsTooLongIsAnErrorOfAFunctionThatHasReturned(
      int status, InvocationOutcome outcome) {
    Answer answer = Answer.tooLong(status, "too long");
    assertEquals(outcome, InvocationRules.outcome(answer, false));
    assertEquals(outcome, InvocationRules.outcome(answer, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                                                    | none
          null                                                                  | none
          {}                                                                    | none
          {"other":1}                                                           | none
          {"batchItemFailures":null}                                            | none
          {"batchItemFailures":[]}                                              | none
          {"batchItemFailures":[{"itemIdentifier":"a"}]}                        | a
          {"batchItemFailures":[{"itemIdentifier":"a","x":1},{"itemIdentifier":"b"}]} | a b
          {"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"a"}]} | a
          {"batchItemFailures":[{"foo":"notvalid"}]}                            | all
          {"batchItemFailures":[{"itemIdentifier":""}]}                         | all
          {"batchItemFailures":[{"itemIdentifier":null}]}                       | all
          {"batchItemFailures":[{"itemIdentifier":"c"}]}                        | all
          {"batchItemFailures":[{"itemIdentifier":"a"},{"foo":1}]}              | all
          {"batchItemFailures":["a"]}                                           | all
          {"batchItemFailures":{}}                                              | all
          {"batchItemFailures":"a"}                                             | all
          nonsense                                                              | all
          "a"                                                                   | all
          7                                                                     | all
          []                                                                    | all
          {} {}                                                                 | all
          """)
  void aBatchFailsAsFarAsTheFunctionReports(String payload, String failed) {
    Optional<Set<String>> failures =
        BatchResponse.failures(payload.getBytes(UTF_8), Set.of("a", "b"));
    String told =
        failures
            .map(ids -> ids.isEmpty() ? "none" : String.join(" ", new TreeSet<>(ids)))
            .orElse("all");
    assertEquals(failed, told);
  }
}
