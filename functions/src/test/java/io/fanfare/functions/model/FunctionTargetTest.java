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
          f=http://h:1/p                             | f | http://h:1/p       | 3  | 1 | false
          f=https://h/p,timeout=30,concurrency=4     | f | https://h/p        | 30 | 4 | false
          f=http://h/p,q?a=b,c,errors=body           | f | http://h/p,q?a=b,c | 3  | 1 | true
          f=http://h/2015-03-31/functions/function/invocations | f | http://h/2015-03-31/functions/function/invocations | 3 | 1 | true
          f=http://h/functions/function/invocations,errors=header | f | http://h/functions/function/invocations | 3 | 1 | false
          """)
  void aFunctionHasANameAUrlAndOptions(
      String text, String name, String url, int timeout, int concurrency, boolean inBody) {
    assertEquals(
        new FunctionTarget(name, url, timeout, concurrency, inBody, FunctionTarget.Async.DEFAULT),
        FunctionTarget.parse(text).orElseThrow());
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
        "f=http://h/,deadLetter=queue"
      })
  void whatIsNoFunctionIsNoneHere(String text) {
    assertTrue(FunctionTarget.parse(text).isEmpty());
  }
}
