package io.fanfare.http;

/**
 * An action of AWS and whether this broker knows it.
 *
 * @param service {@code SQS} or {@code SNS}
 * @param name the action's name
 * @param supported whether it is more than a refusal
 */
public record SupportedAction(String service, String name, boolean supported) {}
