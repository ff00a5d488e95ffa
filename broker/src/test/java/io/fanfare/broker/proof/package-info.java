/**
 * Proof, in the manner of Jepsen, that the broker keeps its promises: clients invoke operations
 * that generators draw, a nemesis kills the broker, a history has what was invoked and how it
 * completed (ok, fail, or info when nobody knows), and a checker finds the anomalies in it.
 */
@NullMarked
package io.fanfare.broker.proof;

import org.jspecify.annotations.NullMarked;
