package io.fanfare.http;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.MessageAttribute;
import io.fanfare.http.action.SupportedAction;
import io.fanfare.http.wire.Structure;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The records have the members that AWS's own SDK sends and expects. */
final class MemberNamesTest {

  /** The actions of our own, which AWS and so its SDK does not have. */
  private static final Set<String> OWN_OF_QUEUES =
      Set.of("DescribeQueues", "GetQueueHistory", "PeekMessages");

  private static final Set<String> OWN_OF_TOPICS =
      Set.of("DescribeSubscriptions", "PreviewPublish");

  @Test
  void everyActionOfTheSdkHasARow() {
    assertEquals(with(OWN_OF_QUEUES, actionsOf(SqsClient.class)), rowsOf("SQS"));
    assertEquals(with(OWN_OF_TOPICS, actionsOf(SnsClient.class)), rowsOf("SNS"));
  }

  private static Set<String> with(Set<String> own, Set<String> ofSdk) {
    assertTrue(Collections.disjoint(ofSdk, own), "AWS has an action that was our own");
    Set<String> all = new TreeSet<>(ofSdk);
    all.addAll(own);
    return all;
  }

  static Stream<SupportedAction> supported() {
    return HttpApi.actions().stream()
        .filter(action -> Set.of("SQS", "SNS").contains(action.service()))
        .filter(action -> !OWN_OF_QUEUES.contains(action.name()))
        .filter(action -> !OWN_OF_TOPICS.contains(action.name()));
  }

  @ParameterizedTest
  @MethodSource("supported")
  void aRequestHasTheMembersOfTheSdk(SupportedAction action) throws ReflectiveOperationException {
    compare(ours(action), sdk(action, "Request"), action.name());
  }

  @ParameterizedTest
  @MethodSource("supported")
  void aResultHasTheMembersOfTheSdk(SupportedAction action) throws ReflectiveOperationException {
    List<Class<?>> results =
        Arrays.stream(ours(action).getDeclaredClasses())
            .filter(nested -> nested.getSimpleName().equals("Result"))
            .toList();
    if (results.isEmpty()) {
      assertEquals(Set.of(), names(sdk(action, "Response").sdkFields()));
    } else {
      compare(results.get(0), sdk(action, "Response"), action.name() + ".Result");
    }
  }

  private static void compare(Class<?> ours, SdkPojo sdk, String path) {
    List<String> members = Structure.of(ours.asSubclass(Record.class)).memberNames();
    Set<String> expected = names(sdk.sdkFields());
    if (ours == MessageAttribute.class) {
      /* Both services share it, and only the queues' has members for lists. */
      expected.addAll(List.of("StringListValues", "BinaryListValues"));
    }
    assertEquals(expected, new TreeSet<>(members), path);
    RecordComponent[] components = ours.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      String name = members.get(i);
      Class<?> nested = innermost(components[i].getGenericType());
      if (nested.isRecord()) {
        SdkField<?> field =
            sdk.sdkFields().stream()
                .filter(candidate -> candidate.locationName().equals(name))
                .findFirst()
                .orElseThrow();
        compare(nested, innermost(field).constructor().get(), path + "." + name);
      }
    }
  }

  private static Class<?> innermost(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return innermost(arguments[arguments.length - 1]);
    }
    return (Class<?>) type;
  }

  private static SdkField<?> innermost(SdkField<?> field) {
    return field
        .getOptionalTrait(ListTrait.class)
        .<SdkField<?>>map(list -> innermost(list.memberFieldInfo()))
        .or(
            () ->
                field.getOptionalTrait(MapTrait.class).map(map -> innermost(map.valueFieldInfo())))
        .orElse(field);
  }

  private static Set<String> names(List<SdkField<?>> fields) {
    return fields.stream().map(SdkField::locationName).collect(toCollection(TreeSet::new));
  }

  private static Class<?> ours(SupportedAction action) throws ClassNotFoundException {
    if (action.service().equals("SQS")) {
      return Class.forName("io.fanfare.queues.model." + action.name());
    }
    try {
      return Class.forName("io.fanfare.topics.model." + action.name());
    } catch (ClassNotFoundException forPhones) {
      return Class.forName("io.fanfare.topics.mobile." + action.name());
    }
  }

  private static SdkPojo sdk(SupportedAction action, String suffix)
      throws ReflectiveOperationException {
    String service = action.service().toLowerCase(Locale.ROOT);
    String name = sdkName(action) + suffix;
    Class<?> type = Class.forName("software.amazon.awssdk.services." + service + ".model." + name);
    return (SdkPojo) type.getMethod("builder").invoke(null);
  }

  private static Set<String> actionsOf(Class<?> client) {
    return Arrays.stream(client.getMethods())
        .filter(method -> method.getParameterCount() == 1)
        .map(method -> method.getParameterTypes()[0].getSimpleName())
        .filter(name -> name.endsWith("Request"))
        .map(name -> name.substring(0, name.length() - "Request".length()))
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> rowsOf(String service) {
    return HttpApi.actions().stream()
        .filter(action -> action.service().equals(service))
        .map(MemberNamesTest::sdkName)
        .collect(toCollection(TreeSet::new));
  }

  private static String sdkName(SupportedAction action) {
    return action.name().replace("SMS", "Sms");
  }
}
