/** The words of the queues: a record for each action, in AWS's own names. */
@NullMarked
package io.fanfare.queues.model;

import org.jspecify.annotations.NullMarked;
