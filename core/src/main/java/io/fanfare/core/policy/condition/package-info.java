/** The conditions of policies: what they ask of a request, and what a request has to answer. */
@NullMarked
package io.fanfare.core.policy.condition;

import org.jspecify.annotations.NullMarked;
