package io.fanfare.core.policy.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each operator says to each value: the operator, what the policy has, what the request has
 * (with commas between several values), and whether it holds.
 */
class ConditionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StringEquals | blue | blue | true",
        "StringEquals | blue | Blue | false",
        "StringEquals | b*,red | red | true",
        "StringEquals | b* | blue | false",
        "StringEquals | b* | b* | true",
        "StringEquals | blue | | false",
        "StringNotEquals | blue | blue | false",
        "StringNotEquals | blue,red | green | true",
        "StringNotEquals | blue,red | red | false",
        "StringNotEquals | blue | | true",
        "StringEqualsIgnoreCase | BLUE | blue | true",
        "StringNotEqualsIgnoreCase | BLUE | blue | false",
        "StringNotEqualsIgnoreCase | BLUE | | true",
        "StringLike | b*e | blue | true",
        "StringLike | b?ue | blue | true",
        "StringLike | B* | blue | false",
        "StringLike | b* | | false",
        "StringNotLike | b* | blue | false",
        "StringNotLike | b* | red | true",
        "StringNotLike | b* | | true",
      })
  void texts(String operator, String policy, @Nullable String request, boolean holds) {
    check(operator, policy, request, holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NumericEquals | 10 | 10.0 | true",
        "NumericEquals | 10 | ten | false",
        "NumericNotEquals | 10 | 11 | true",
        "NumericNotEquals | 10 | ten | true",
        "NumericLessThan | 10 | 9.99 | true",
        "NumericLessThan | 10 | 10 | false",
        "NumericLessThanEquals | 10 | 10 | true",
        "NumericGreaterThan | -1 | 0 | true",
        "NumericGreaterThanEquals | -1 | -1.1 | false",
        "NumericGreaterThan | 1 | | false",
        "NumericNotEquals | 1 | | true",
        "NumericEquals | 1 | 1e0 | false",
        "Bool | true | true | true",
        "Bool | true | TRUE | true",
        "Bool | false | true | false",
        "Bool | false | | false",
        "BinaryEquals | YWJj | abc | true",
        "BinaryEquals | YWJj | YWJj | false",
      })
  void numbersAndBytes(String operator, String policy, @Nullable String request, boolean holds) {
    check(operator, policy, request, holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DateEquals | 2009-06-30T12:00Z | 2009-06-30T12:00:00Z | true",
        "DateEquals | 2009-06-30 | 2009-06-30T00:00:00Z | true",
        "DateEquals | 1246320000 | 2009-06-30 | true",
        "DateEquals | 2009-06-30T14:00:00+02:00 | 2009-06-30T12:00:00Z | true",
        "DateNotEquals | 2009-06-30 | 2009-07-01 | true",
        "DateLessThan | 2009-06-30 | 2009-06-29T23:59:59Z | true",
        "DateLessThan | 2009-06-30 | 1246320000 | false",
        "DateLessThanEquals | 2009-06-30 | 1246320000 | true",
        "DateGreaterThan | 2009-06-30 | 2009-06-30T00:00:00.5Z | true",
        "DateGreaterThanEquals | 2009-06-30 | yesterday | false",
        "DateGreaterThan | 2009-06-30 | | false",
      })
  void times(String operator, String policy, @Nullable String request, boolean holds) {
    check(operator, policy, request, holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IpAddress | 10.0.0.0/8 | 10.255.1.2 | true",
        "IpAddress | 10.0.0.0/8 | 11.0.0.1 | false",
        "IpAddress | 10.1.2.3/8 | 10.9.9.9 | true",
        "IpAddress | 10.1.2.3 | 10.1.2.3 | true",
        "IpAddress | 10.1.2.3 | 10.1.2.4 | false",
        "IpAddress | 0.0.0.0/0 | 203.0.113.9 | true",
        "IpAddress | 0.0.0.0/0 | 2001:db8::1 | false",
        "IpAddress | 2001:db8::/32 | 2001:db8:1::7 | true",
        "IpAddress | 2001:db8::/32 | 2001:db9::7 | false",
        "IpAddress | ::1 | 0:0:0:0:0:0:0:1 | true",
        "IpAddress | fe80::/10 | fe80::1%eth0 | true",
        "IpAddress | 10.0.0.0/8 | ::ffff:10.1.2.3 | true",
        "IpAddress | ::ffff:10.0.0.0/104 | 10.1.2.3 | true",
        "IpAddress | ::/0 | ::ffff:10.1.2.3 | false",
        "IpAddress | 10.0.0.0/8 | host | false",
        "IpAddress | 10.0.0.0/8 | | false",
        "NotIpAddress | 10.0.0.0/8 | 11.0.0.1 | true",
        "NotIpAddress | 10.0.0.0/8,11.0.0.0/8 | 11.0.0.1 | false",
        "NotIpAddress | 10.0.0.0/8 | | true",
      })
  void addresses(String operator, String policy, @Nullable String request, boolean holds) {
    check(operator, policy, request, holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ArnEquals | arn:aws:sns:r:1:t | arn:aws:sns:r:1:t | true",
        "ArnEquals | arn:aws:sns:*:1:t* | arn:aws:sns:r:1:topic | true",
        "ArnLike | arn:aws:sns:*:111122223333:t* | arn:aws:sns:r:x:y:111122223333:t | false",
        "ArnLike | arn:aws:sns:r:1:t* | arn:aws:sns:r:1:t:subscription | true",
        "ArnLike | * | arn:aws:sns:r:1:t | false",
        "ArnLike | arn:aws:sns:* | arn:aws:sns:r:1:t | false",
        "ArnLike | arn:aws:sns:*:*:* | no arn | false",
        "ArnLike | arn:aws:sns:*:*:* | | false",
        "ArnNotLike | arn:aws:sns:*:*:* | arn:aws:sqs:r:1:q | true",
        "ArnNotEquals | arn:aws:sns:*:*:* | no arn | true",
        "ArnNotEquals | arn:aws:sns:*:*:* | | true",
      })
  void names(String operator, String policy, @Nullable String request, boolean holds) {
    check(operator, policy, request, holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Null | true | | true",
        "Null | true | x | false",
        "Null | false | | false",
        "Null | false | x | true",
        "Null | true,false | x | true",
        "StringEqualsIfExists | blue | | true",
        "StringEqualsIfExists | blue | red | false",
        "BoolIfExists | true | | true",
        "IpAddressIfExists | 10.0.0.0/8 | | true",
      })
  void absence(String operator, String policy, @Nullable String request, boolean holds) {
    check(operator, policy, request, holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ForAllValues:StringEquals | a,b | a,b | true",
        "ForAllValues:StringEquals | a,b | a,c | false",
        "ForAllValues:StringEquals | a,b | | true",
        "ForAllValues:StringNotEquals | a,b | | true",
        "ForAllValues:StringNotEquals | a,b | c,a | false",
        "ForAllValues:StringLike | a* | ax,ay | true",
        "ForAnyValue:StringEquals | a,b | c,b | true",
        "ForAnyValue:StringEquals | a,b | c,d | false",
        "ForAnyValue:StringEquals | a,b | | false",
        "ForAnyValue:StringNotEquals | a,b | | false",
        "ForAnyValue:StringNotEquals | a,b | a,c | true",
        "ForAnyValue:StringEqualsIfExists | a,b | | true",
        "StringEquals | a,b | c,b | true",
        "StringNotEquals | a,b | | false",
      })
  void keysWithSeveralValues(
      String operator, String policy, @Nullable String request, boolean holds) throws Malformed {
    List<String> values = values(request);
    Condition condition =
        ConditionReader.read(
            new ConditionReader.Asked(operator, "aws:TagKeys"), values(policy), true);
    assertEquals(holds, condition.holds(key -> values));
  }

  @Test
  void aListOfNothingButEmptyTextsIsNone() throws Malformed {
    for (String operator : List.of("ForAllValues:StringEquals", "ForAnyValue:StringNotEquals")) {
      Condition condition =
          ConditionReader.read(
              new ConditionReader.Asked(operator, "aws:TagKeys"), List.of("a"), true);
      assertEquals(operator.startsWith("ForAll"), condition.holds(key -> List.of("", "")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StringEquals | ${aws:username} | ann | true",
        "StringEquals | ${aws:username} | a*n | false",
        "StringLike | x-${aws:username}-* | x-ann-1 | true",
        "StringLike | ${AWS:UserName} | ann | true",
        "StringEquals | ${*} | * | true",
        "StringLike | ${*} | ann | false",
        "StringEquals | ${$}{x} | ${x} | true",
        "StringLike | ${aws:PrincipalTag/star} | * | true",
        "StringLike | ${aws:PrincipalTag/star} | ann | false",
        "StringEquals | ${aws:PrincipalTag/none, 'red'} | red | true",
        "StringEquals | ${aws:PrincipalTag/none} | red | false",
        "StringNotEquals | ${aws:PrincipalTag/none} | red | true",
        "StringEquals | ${aws:TagKeys} | k | false",
        "ArnLike | arn:aws:iam::1:user/${aws:username} | arn:aws:iam::1:user/ann | true",
      })
  void variables(String operator, String policy, String request, boolean holds) throws Malformed {
    RequestContext context =
        key ->
            switch (key.key()) {
              case USER_NAME -> List.of("ann");
              case PRINCIPAL_TAG -> key.tag().equals("star") ? List.of("*") : List.of();
              case TAG_KEYS -> List.of("k");
              default -> List.of(request);
            };
    ConditionReader.Asked asked = new ConditionReader.Asked(operator, "aws:UserAgent");
    assertEquals(holds, ConditionReader.read(asked, List.of(policy), true).holds(context));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StringIs | x",
        "stringEquals | x",
        "StringEqualsIfexists | x",
        "NullIfExists | true",
        "ForAllValues:Null | true",
        "ForSomeValues:StringEquals | x",
        "NumericEquals | ten",
        "NumericEquals | 1e5",
        "DateEquals | yesterday",
        "DateEquals | 2009-13-01",
        "Bool | yes",
        "Null | yes",
        "BinaryEquals | *",
        "IpAddress | 10.0.0.0/33",
        "IpAddress | 10.0.0",
        "IpAddress | 010.0.0.1",
        "IpAddress | 1.2.3.4::",
        "IpAddress | 1::2::3",
        "IpAddress | example.org",
        "StringEquals | ${aws:username",
        "StringEquals | ${}",
        "StringEquals | ${aws:username, red}",
      })
  void whatCannotBeUnderstoodIsSaid(String operator, String value) {
    Malformed malformed =
        assertThrows(
            Malformed.class,
            () ->
                ConditionReader.read(
                    new ConditionReader.Asked(operator, "aws:UserAgent"), List.of(value), true));
    assertTrue(malformed.sentence().endsWith("."));
  }

  private static void check(
      String operator, String policy, @Nullable String request, boolean holds) {
    List<String> values = request == null ? List.of() : List.of(request);
    ConditionReader.Asked asked = new ConditionReader.Asked(operator, "aws:UserAgent");
    try {
      Condition condition = ConditionReader.read(asked, values(policy), true);
      assertEquals(holds, condition.holds(key -> values));
    } catch (Malformed malformed) {
      throw new AssertionError(malformed.sentence(), malformed);
    }
  }

  private static List<String> values(@Nullable String listed) {
    return listed == null
        ? List.of()
        : Stream.of(listed).flatMap(all -> Arrays.stream(all.split(",(?! ')", -1))).toList();
  }
}
