/** Proof that the broker keeps its promises: what clients saw, and the judge of it. */
@NullMarked
package io.fanfare.broker.proof;

import org.jspecify.annotations.NullMarked;
