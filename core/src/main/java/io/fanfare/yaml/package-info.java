/** Files in YAML: what stands in them and in which line, and all that is wrong with it. */
@NullMarked
package io.fanfare.yaml;

import org.jspecify.annotations.NullMarked;
