package io.fanfare.functions.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the functions of the configuration are written. */
class FunctionTargetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          f=http://h:1/p | http://h:1/p | 3 s, 1 at once, errors in the header
          f=https://h/p,timeout=30,concurrency=4 | https://h/p | 30 s, 4 at once, errors in the header
          f=http://h/p,q?a=b,c,errors=body | http://h/p,q?a=b,c | 3 s, 1 at once, errors in the body
          f=http://h/2015-03-31/functions/function/invocations | http://h/2015-03-31/functions/function/invocations | 3 s, 1 at once, errors in the body
          f=http://h/functions/function/invocations,errors=header | http://h/functions/function/invocations | 3 s, 1 at once, errors in the header
          """)
  void aFunctionHasANameAUrlAndOptions(String text, String url, String options) {
    FunctionTarget target = FunctionTarget.parse(text).orElseThrow();
    assertEquals("f", target.name());
    assertEquals(url, target.url());
    assertEquals(
        options,
        "%d s, %d at once, errors in the %s"
            .formatted(
                target.timeoutSeconds(),
                target.concurrency(),
                target.errorsInBody() ? "body" : "header"));
    assertEquals(FunctionTarget.Async.DEFAULT, target.async());
  }

  @Test
  void whatBecomesOfEventsThatFailCanBeSaid() {
    String arn = "arn:aws:sqs:us-east-1:000000000000:dead";
    assertEquals(
        new FunctionTarget.Async(0, 60, arn),
        FunctionTarget.parse("f=http://h/,retries=0,maxAge=60,deadLetter=" + arn)
            .orElseThrow()
            .async());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "f",
        "f=",
        "f=ftp://h/",
        "f=http://h:0/",
        "a b=http://h/",
        "f=http://h/,timeout=0",
        "f=http://h/,timeout=901",
        "f=http://h/,concurrency=x",
        "f=http://h/,errors=none",
        "f=http://h/,timeout=1,timeout=2",
        "f=http://h/,retries=3",
        "f=http://h/,maxAge=59",
        "f=http://h/,deadLetter=queue",
        "f=http://h/,deadLetter=arn:aws:sqs:us-east-1:000000000000:dead.fifo"
      })
  void whatIsNoFunctionIsNoneHere(String text) {
    assertTrue(FunctionTarget.parse(text).isEmpty());
  }
}
