package io.fanfare.http.wire;

import java.util.List;

/** How the queues' Query protocol names the elements of a list or map: in the singular. */
final class FlatName {

  private FlatName() {}

  /** The name of an element of the member {@code member} of the action {@code action}. */
  static String of(String action, String member) {
    return switch (member) {
      case "Entries" -> action + "RequestEntry";
      case "Successful", "Results" -> action + "ResultEntry";
      case "Failed" -> "BatchResultErrorEntry";
      case "Actions" -> "ActionName";
      case "tags" -> "Tag";
      case "queueUrls" -> "QueueUrl";
      default -> member.endsWith("s") ? member.substring(0, member.length() - 1) : member;
    };
  }

  /** The same, and what else clients call it: what it is in JSON, with a capital or as it is. */
  static List<String> allOf(String action, String member) {
    String raised = Character.toUpperCase(member.charAt(0)) + member.substring(1);
    return List.of(of(action, member), member, raised);
  }

  /** What the key of an entry is called in a map whose elements are called {@code element}. */
  static String keyOf(String element) {
    return element.equals("Tag") ? "Key" : "Name";
  }
}
