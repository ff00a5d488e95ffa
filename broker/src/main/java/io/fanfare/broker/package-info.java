/** The composition root: the broker as one object, as one verticle and as one program. */
@NullMarked
package io.fanfare.broker;

import org.jspecify.annotations.NullMarked;
