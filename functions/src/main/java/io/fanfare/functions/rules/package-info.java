/** The judgments on mappings, batches and what functions answer. */
@NullMarked
package io.fanfare.functions.rules;

import org.jspecify.annotations.NullMarked;
