/** Judgments on requests, in AWS's sentences: what a topic takes, and what it refuses. */
@NullMarked
package io.fanfare.topics.rules;

import org.jspecify.annotations.NullMarked;
