package io.fanfare.http.action;

/**
 * An action of AWS that this broker answers.
 *
 * @param service {@code SQS}, {@code SNS} or {@code Lambda}
 * @param name the action's name
 */
public record SupportedAction(String service, String name) {}
