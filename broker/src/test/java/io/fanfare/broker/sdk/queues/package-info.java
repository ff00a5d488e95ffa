/** What is promised of queues to those who come with the AWS SDK for Java, one class a promise. */
@NullMarked
package io.fanfare.broker.sdk.queues;

import org.jspecify.annotations.NullMarked;
