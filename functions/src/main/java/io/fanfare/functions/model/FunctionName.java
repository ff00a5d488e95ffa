package io.fanfare.functions.model;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function as requests name it: a name, an ARN without its beginning, or an ARN, each with or
 * without a qualifier.
 *
 * @param name what it is called; it alone tells which function of the configuration is meant
 * @param qualifier a version or alias; empty if there is none
 * @param arn the whole ARN that was given; empty if less was
 * @param place where it is said to be
 */
public record FunctionName(String name, String qualifier, String arn, Place place) {

  /**
   * Where a function is said to be.
   *
   * @param partition absent if none is named, as the others
   * @param account 12 digits
   */
  public record Place(
      @Nullable String partition, @Nullable String region, @Nullable String account) {}

  /** What names of functions look like, as AWS's model has it. */
  public static final String PATTERN =
      "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?"
          + "([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?";

  private static final Pattern LEGAL = Pattern.compile(PATTERN);
  private static final Pattern WHOLE =
      Pattern.compile("arn:[^:]*:lambda:[^:]+:\\d{12}:function:[^:]+(:[^:]+)?");
  private static final int BEGINNING = 1;
  private static final int PARTITION = 2;
  private static final int REGION = 3;
  private static final int ACCOUNT = 5;
  private static final int NAME = 7;
  private static final int QUALIFIER = 9;

  /** The function that {@code text} names; nothing if it is no name of one. */
  public static Optional<FunctionName> parse(String text) {
    Matcher parts = LEGAL.matcher(text);
    if (!parts.matches() || text.length() > Limits.FUNCTION_NAME_LENGTH) {
      return Optional.empty();
    }
    @Nullable String qualifier = parts.group(QUALIFIER);
    return Optional.of(
        new FunctionName(
            parts.group(NAME),
            qualifier == null ? "" : qualifier,
            WHOLE.matcher(text).matches() ? text : "",
            place(parts)));
  }

  private static Place place(Matcher parts) {
    String partition = parts.group(PARTITION) == null ? "" : parts.group(PARTITION);
    return new Place(
        parts.group(BEGINNING) == null ? null : partition,
        bare(parts.group(REGION)),
        bare(parts.group(ACCOUNT)));
  }

  private static @Nullable String bare(@Nullable String part) {
    return part == null ? null : part.substring(0, part.length() - 1);
  }

  /**
   * The ARN by which policies know it, without a qualifier: in the region of {@code caller}, and of
   * the account that is named, else of the caller's. Nothing if it is said to be elsewhere.
   */
  public Optional<Arn> canonical(Caller caller) {
    String region = caller.region();
    String partition = Arn.partitionOf(region);
    boolean here =
        region.equals(Objects.requireNonNullElse(place.region(), region))
            && partition.equals(Objects.requireNonNullElse(place.partition(), partition));
    String account = Objects.requireNonNullElse(place.account(), caller.account());
    return here
        ? Optional.of(new Arn(partition, "lambda", region, account, "function:" + name))
        : Optional.empty();
  }

  /**
   * The same function with {@code other} as its qualifier, if there is one; {@code
   * InvalidParameterValueException} if it has another already.
   */
  public FunctionName qualified(@Nullable String other) {
    if (other == null || other.isEmpty() || other.equals(qualifier)) {
      return this;
    }
    if (!qualifier.isEmpty()) {
      throw FunctionError.INVALID_PARAMETER_VALUE.refuse(
          "The derived qualifier from the function name does not match the specified qualifier.");
    }
    return new FunctionName(name, other, arn.isEmpty() ? "" : arn + ":" + other, place);
  }

  /** The ARN by which {@code caller} knows it, with the qualifier. */
  public String arn(Caller caller) {
    if (!arn.isEmpty()) {
      return arn;
    }
    String resource = "function:" + name + (qualifier.isEmpty() ? "" : ":" + qualifier);
    String partition = Arn.partitionOf(caller.region());
    return new Arn(partition, "lambda", caller.region(), caller.account(), resource).toString();
  }
}
