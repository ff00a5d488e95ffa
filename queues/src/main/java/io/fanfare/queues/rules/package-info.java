/** Judgments on requests, in AWS's sentences: what a queue takes, and what it refuses. */
@NullMarked
package io.fanfare.queues.rules;

import org.jspecify.annotations.NullMarked;
