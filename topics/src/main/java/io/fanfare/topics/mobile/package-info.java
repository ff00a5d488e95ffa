/** Text messages and push notifications: the words of their actions, and who answers them. */
@NullMarked
package io.fanfare.topics.mobile;

import org.jspecify.annotations.NullMarked;
