/** The data file: how rows, pages and chunks stand in it, and how damage is noticed. */
@NullMarked
package io.fanfare.store.mv.file;

import org.jspecify.annotations.NullMarked;
