/** Access policies: their text, and what they decide. */
@NullMarked
package io.fanfare.core.policy;

import org.jspecify.annotations.NullMarked;
