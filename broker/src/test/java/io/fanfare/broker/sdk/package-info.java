/** What the broker promises to those who come with the AWS SDK for Java, one class a promise. */
@NullMarked
package io.fanfare.broker.sdk;

import org.jspecify.annotations.NullMarked;
