/** How whoever takes in messages knows those that it took in before. */
@NullMarked
package io.fanfare.core.deduplication;

import org.jspecify.annotations.NullMarked;
