/** What is promised of queues and topics alike to those who come with the AWS SDK for Java. */
@NullMarked
package io.fanfare.broker.sdk;

import org.jspecify.annotations.NullMarked;
