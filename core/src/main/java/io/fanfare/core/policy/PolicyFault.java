package io.fanfare.core.policy;

/**
 * What is wrong in a policy.
 *
 * @param statement in which of its statements, from 0; -1 if it is the policy itself
 * @param element in which element, such as {@code Condition}; empty if in none of its own
 * @param sentence what is wrong; it repeats nothing of the policy
 */
public record PolicyFault(int statement, String element, String sentence) {}
