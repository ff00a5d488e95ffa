/** The words of the topics: a record for each action, in AWS's own names. */
@NullMarked
package io.fanfare.topics.model;

import org.jspecify.annotations.NullMarked;
