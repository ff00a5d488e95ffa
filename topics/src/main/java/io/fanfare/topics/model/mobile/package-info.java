/** The words of the topics for text messages and push notifications. */
@NullMarked
package io.fanfare.topics.model.mobile;

import org.jspecify.annotations.NullMarked;
