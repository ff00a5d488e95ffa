/** The store as its users know it: rows that survive, what it is opened with and what it tells. */
@NullMarked
package io.fanfare.store;

import org.jspecify.annotations.NullMarked;
