package io.fanfare.http.wire;

import io.fanfare.core.WireName;
import java.lang.reflect.RecordComponent;

/** The one rule by which a record's component is named on the wire. */
final class MemberName {

  private MemberName() {}

  /** The name of {@code component}: its first letter up, and AWS's acronyms as AWS writes them. */
  static String of(RecordComponent component) {
    WireName given = component.getAnnotation(WireName.class);
    if (given != null) {
      return given.value();
    }
    String name = component.getName();
    String raised = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return raised.replace("Md5", "MD5").replace("Aws", "AWS");
  }
}
