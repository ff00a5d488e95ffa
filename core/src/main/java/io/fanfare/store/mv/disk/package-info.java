/** The room on the disk: how much there is, what is held back and what is done without. */
@NullMarked
package io.fanfare.store.mv.disk;

import org.jspecify.annotations.NullMarked;
