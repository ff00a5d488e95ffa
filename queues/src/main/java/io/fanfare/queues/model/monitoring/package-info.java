/** The words of the actions with which operators see how queues stand, which AWS does not have. */
@NullMarked
package io.fanfare.queues.model.monitoring;

import org.jspecify.annotations.NullMarked;
