package io.fanfare.queues.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.RedriveAllowPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies of a queue are shown as they are understood, not as they were typed. */
final class PoliciesTest {

  private static final QueueName QUEUE = new QueueName("000000000000", "us-east-1", "q");
  private static final String ALLOW =
      "{'Effect':'Allow','Principal':'*','Action':'sqs:*','Resource':'*'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Policy | {'Statement':ALLOW} | {'Version':'2008-10-17','Statement':ALLOW}",
        "Policy | {'Id':'x', 'Version':null, 'Statement':[ALLOW]}"
            + " | {'Version':'2008-10-17','Id':'x','Statement':[ALLOW]}",
        "Policy | { 'Statement' : [ALLOW], 'Version':'2012-10-17' }"
            + " | {'Statement':[ALLOW],'Version':'2012-10-17'}",
        "RedrivePolicy | {'maxReceiveCount':'4', 'deadLetterTargetArn':'DEAD'}"
            + " | {'deadLetterTargetArn':'DEAD','maxReceiveCount':4}",
        "RedrivePolicy | {'deadLetterTargetArn':'DEAD','maxReceiveCount':4,'x':null,'y':1}"
            + " | {'deadLetterTargetArn':'DEAD','maxReceiveCount':4}",
        "RedrivePolicy | {'deadLetterTargetArn':'SELF','maxReceiveCount':1}"
            + " | {'deadLetterTargetArn':'SELF','maxReceiveCount':1}",
        "RedriveAllowPolicy | {'sourceQueueArns':null, 'redrivePermission':'allowAll'}"
            + " | {'redrivePermission':'allowAll'}",
        "RedriveAllowPolicy | {'redrivePermission':'denyAll','sourceQueueArns':[],'x':1}"
            + " | {'redrivePermission':'denyAll'}",
        "RedriveAllowPolicy | {'sourceQueueArns':['b','SELF','a','b'],'redrivePermission':'byQueue'}"
            + " | {'redrivePermission':'byQueue','sourceQueueArns':['b','SELF','a']}",
      })
  void aPolicyIsShownAsItIsUnderstood(String name, String given, String shown) {
    Attributes attributes = set(Map.of(name, text(given)));
    assertEquals(text(shown), attributes.text(QueueAttribute.named(name).orElseThrow()).orElse(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'Statement':[]}",
        "{'Statement':null}",
        "{'Statement':'x'}",
        "{'Statement':[ALLOW,{}]}",
        "{'Statement':{'Principal':'*','Action':'*','Resource':'*'}}",
        "{'Statement':{'Effect':'allow','Principal':'*','Action':'*','Resource':'*'}}",
        "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}",
        "{'Statement':{'Effect':'Allow','NotPrincipal':'*','Resource':'*'}}",
        "{'Statement':{'Effect':'Deny','Principal':'*','NotAction':'*'}}",
        "{'Statement':{'Effect':'Allow','NotPrincipal':'*','Action':'*','Resource':'*'}}",
        "{'Statement':{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*','X':1}}",
        "{'Statement':{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*','Condition':"
            + "{'StringIs':{'aws:userid':'x'}}}}",
        "{'Statement':{'Effect':'Deny','Principal':'*','Action':['sqs:1','sqs:2','sqs:3','sqs:4',"
            + "'sqs:5','sqs:6','sqs:7','sqs:8'],'Resource':'*'}}",
      })
  void aPolicyWithoutCompleteStatementsIsRefused(String policy) {
    BrokerException refusal =
        assertThrows(BrokerException.class, () -> set(Map.of("Policy", text(policy))));
    assertEquals("InvalidAttributeValue", refusal.code().legacyCode());
  }

  @Test
  void aQueueIsTheSameThoughAnOlderVersionKeptItsPoliciesAsTheyWereTyped() {
    Attributes kept = Attributes.none();
    Map<String, String> given = new LinkedHashMap<>();
    given.put("Policy", text("{'Statement':[ALLOW]}"));
    given.put("RedrivePolicy", text("{'maxReceiveCount':'4','deadLetterTargetArn':'DEAD'}"));
    given.put(
        "RedriveAllowPolicy", text("{'sourceQueueArns':[],'redrivePermission':'allowAll','x':1}"));
    for (Map.Entry<String, String> each : given.entrySet()) {
      kept = kept.with(QueueAttribute.named(each.getKey()).orElseThrow(), each.getValue());
    }
    rules().checkSame(kept, given);
  }

  @Test
  void theLastKindOfEncryptionCountsInAnyOrder() {
    Attributes key = set(Map.of("KmsMasterKeyId", "key", "KmsDataKeyReusePeriodSeconds", "600"));
    for (List<String> names :
        List.of(
            List.of("SqsManagedSseEnabled", "KmsDataKeyReusePeriodSeconds"),
            List.of("KmsDataKeyReusePeriodSeconds", "SqsManagedSseEnabled"))) {
      Map<String, String> given = new LinkedHashMap<>();
      names.forEach(name -> given.put(name, name.startsWith("Sqs") ? "true" : "700"));
      assertEquals(
          Map.of("SqsManagedSseEnabled", "true"),
          rules().apply(key, given).texts(),
          names::toString);
    }
  }

  private static Attributes set(Map<String, String> given) {
    return rules().apply(Attributes.none(), given);
  }

  private static AttributeRules rules() {
    return new AttributeRules(
        QUEUE,
        true,
        name ->
            name.name().equals("dead")
                ? Optional.of(RedriveAllowPolicy.allowAll())
                : Optional.empty());
  }

  private static String text(String template) {
    return template
        .replace("ALLOW", ALLOW)
        .replace("DEAD", "arn:aws:sqs:us-east-1:000000000000:dead")
        .replace("SELF", QUEUE.arn().toString())
        .replace('\'', '"');
  }
}
