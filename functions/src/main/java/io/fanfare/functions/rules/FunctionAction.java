package io.fanfare.functions.rules;

import static io.fanfare.core.policy.Right.Trait.CHANGE;

import io.fanfare.core.policy.Right;
import java.util.Locale;

/**
 * What can be done with mappings and functions, as policies name it. Neither has a policy of its
 * own here, so that only the policies of who asks give rights to them.
 */
public enum FunctionAction implements Right {
  CREATE_EVENT_SOURCE_MAPPING("CreateEventSourceMapping", CHANGE),
  GET_EVENT_SOURCE_MAPPING("GetEventSourceMapping"),
  LIST_EVENT_SOURCE_MAPPINGS("ListEventSourceMappings"),
  UPDATE_EVENT_SOURCE_MAPPING("UpdateEventSourceMapping", CHANGE),
  DELETE_EVENT_SOURCE_MAPPING("DeleteEventSourceMapping", CHANGE),
  TAG_RESOURCE("TagResource", CHANGE),
  UNTAG_RESOURCE("UntagResource", CHANGE),
  LIST_TAGS("ListTags"),
  INVOKE_FUNCTION("InvokeFunction");

  private final String action;
  private final String pattern;
  private final int traits;

  FunctionAction(String action, Trait... traits) {
    this.action = action;
    this.pattern = "lambda:" + action.toLowerCase(Locale.ROOT);
    this.traits = Trait.bits(traits);
  }

  @Override
  public String pattern() {
    return pattern;
  }

  @Override
  public String service() {
    return "lambda";
  }

  @Override
  public String action() {
    return action;
  }

  @Override
  public boolean is(Trait trait) {
    return trait.isIn(traits);
  }

  @Override
  public String toString() {
    return "lambda:" + action;
  }
}
