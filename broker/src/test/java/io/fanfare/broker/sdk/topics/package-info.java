/** What is promised of topics to those who come with the AWS SDK for Java, one class a promise. */
@NullMarked
package io.fanfare.broker.sdk.topics;

import org.jspecify.annotations.NullMarked;
