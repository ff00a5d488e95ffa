package io.fanfare.topics.engine;

import java.util.List;

/**
 * What a topic makes of a publish.
 *
 * @param acceptances of each of its messages, in their order
 * @param messages those that are new, in their order
 * @param copies who gets which of them
 * @param unwanted how many subscriptions do not want one of them, of all
 */
public record Taken(
    List<Acceptance> acceptances, List<TopicMessage> messages, List<Copies> copies, int unwanted) {}
