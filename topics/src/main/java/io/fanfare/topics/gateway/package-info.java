/** How what is published to devices goes to the gateways of their platforms. */
@NullMarked
package io.fanfare.topics.gateway;

import org.jspecify.annotations.NullMarked;
