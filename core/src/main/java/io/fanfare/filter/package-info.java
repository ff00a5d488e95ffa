/** The filter language: policies, and the tree that matches many of them at once. */
@NullMarked
package io.fanfare.filter;

import org.jspecify.annotations.NullMarked;
