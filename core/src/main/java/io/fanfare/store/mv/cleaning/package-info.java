/** What makes the data file follow its content, and gives back space when the disk has none. */
@NullMarked
package io.fanfare.store.mv.cleaning;

import org.jspecify.annotations.NullMarked;
