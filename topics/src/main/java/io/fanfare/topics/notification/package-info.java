/** What subscribers are sent: envelopes, and what is signed of them. */
@NullMarked
package io.fanfare.topics.notification;

import org.jspecify.annotations.NullMarked;
