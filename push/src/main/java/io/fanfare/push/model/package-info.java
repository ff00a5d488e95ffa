/** The words of pushing: how often, how soon and how fast. */
@NullMarked
package io.fanfare.push.model;

import org.jspecify.annotations.NullMarked;
