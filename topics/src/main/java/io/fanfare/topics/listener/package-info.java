/** Listeners: who hears in this process what is published, and keeps nothing of it. */
@NullMarked
package io.fanfare.topics.listener;

import org.jspecify.annotations.NullMarked;
