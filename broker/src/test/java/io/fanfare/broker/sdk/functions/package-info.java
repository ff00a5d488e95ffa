/** Functions, as AWS's SDK for Lambda drives them. */
@NullMarked
package io.fanfare.broker.sdk.functions;

import org.jspecify.annotations.NullMarked;
