package io.fanfare.topics.engine;

import java.util.List;

/**
 * What one subscriber gets of a publish.
 *
 * @param positions its messages, by their position in the publish
 */
public record Copies(Subscriber subscriber, List<Integer> positions) {}
