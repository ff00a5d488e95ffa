/** The service of the functions: who invokes them with the messages of queues. */
@NullMarked
package io.fanfare.functions;

import org.jspecify.annotations.NullMarked;
