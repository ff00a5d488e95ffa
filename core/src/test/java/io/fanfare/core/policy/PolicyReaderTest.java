package io.fanfare.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.core.PolicyJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a policy is said by statement and element. */
class PolicyReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Statement':[]} | -1 Statement There is no statement.",
        "{'Version':'1','Statement':{SEND}} | -1 Version There is no such version.",
        "{'Foo':1,'Statement':{SEND}} | -1 Foo There is no such element.",
        "{'Statement':[{SEND},5]} | 1  A statement is not an object.",
        "{'Statement':{SEND,'Conditions':{}}} | 0 Conditions There is no such element.",
        "{'Statement':{SEND,'Sid':1}} | 0 Sid A label is not a text.",
        "{'Statement':{SEND,'NotAction':'sqs:*'}} | 0 Action It and its negation are there.",
        "{'Statement':{SEND,'Condition':[]}} | 0 Condition It is not a map of operators.",
        "{'Statement':{SEND,'Condition':{'Bool':1}}} | 0 Condition An operator has no map of keys.",
        "{'Statement':{SEND,'Condition':{'Bool':{'a':[[]]}}}} | 0 Condition A value is not a text.",
        "{'Statement':{'Effect':'allow','Principal':'*','Action':'*','Resource':'*'}}"
            + " | 0 Effect It is neither Allow nor Deny.",
        "{'Statement':{'Effect':'Allow','NotPrincipal':'*','Action':'*','Resource':'*'}}"
            + " | 0 NotPrincipal It would let in everybody else.",
        "{'Statement':{'Effect':'Deny','Principal':'1','Action':'*','Resource':'*'}}"
            + " | 0 Principal It is neither \"*\" nor names by their kind.",
        "{'Statement':{'Effect':'Deny','Principal':{'X':'1'},'Action':'*','Resource':'*'}}"
            + " | 0 Principal There is no such kind of principals.",
        "{'Statement':{'Effect':'Deny','Principal':'*','Action':[],'Resource':'*'}}"
            + " | 0 Action A list is empty.",
        "{'Statement':{'Effect':'Deny','Principal':'*','Action':'s*:x','Resource':'*'}}"
            + " | 0 Action An action does not begin with the name of a service.",
        "{'Statement':{'Effect':'Deny','Principal':'*','Action':'*','Resource':'arn:aws:*:r:a:q'}}"
            + " | 0 Resource The service of an ARN has a wildcard.",
        "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Principal':'*','Action':'*',"
            + "'Resource':'arn:aws:sqs:${aws:userid}:a:q'}}"
            + " | 0 Resource A variable stands before the last part of an ARN.",
        "{'Statement':{'Effect':'Deny','Principal':'*','Action':'*'}} | 0 Resource It is missing.",
      })
  void aFaultIsInItsElement(String policy, String fault) {
    List<PolicyFault> faults = read(policy, Policy.Kind.RESOURCE).faults();
    assertEquals(List.of(fault), faults.stream().map(PolicyReaderTest::text).toList());
  }

  private static String text(PolicyFault fault) {
    return fault.statement() + " " + fault.element() + " " + fault.sentence();
  }

  @Test
  void thePolicyOfSomebodyNamesNobody() {
    List<PolicyFault> faults = read("{'Statement':{SEND}}", Policy.Kind.IDENTITY).faults();
    assertEquals(
        List.of("0 Principal The policy of somebody is about nobody else."),
        faults.stream().map(PolicyReaderTest::text).toList());
    String twice =
        "{'Statement':[{'Sid':'a','Effect':'Deny','Action':'*','Resource':'*'},"
            + "{'Sid':'a','Effect':'Deny','Action':'*','Resource':'x'}]}";
    assertEquals(
        List.of(
            "1 Resource A resource is neither an ARN nor \"*\".",
            "1 Sid Another statement is called so too."),
        read(twice, Policy.Kind.IDENTITY).faults().stream().map(PolicyReaderTest::text).toList());
  }

  @Test
  void aPolicyHasASize() {
    String policy =
        "{'Statement':[{SEND},{'Effect':'Deny','Principal':{'AWS':['1','2'],'Service':'x'},"
            + "'Action':['sqs:a','sqs:b'],'Resource':'*','Condition':{'StringEquals':"
            + "{'aws:a':'1','aws:b':'2'}}}]}";
    PolicyReader.Read read = read(policy, Policy.Kind.RESOURCE);
    assertEquals(List.of(), read.faults());
    assertEquals(new PolicySize(2, 4, 2, 2), read.size());
  }

  private static PolicyReader.Read read(String policy, Policy.Kind kind) {
    String send = "'Effect':'Allow','Principal':'*','Action':'sqs:SendMessage','Resource':'*'";
    ObjectNode node =
        PolicyJson.object(policy.replace("SEND", send).replace('\'', '"')).orElseThrow();
    return PolicyReader.read(node, kind, "the resource");
  }
}
