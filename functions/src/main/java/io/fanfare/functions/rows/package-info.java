/** What is stored of functions: the mappings. */
@NullMarked
package io.fanfare.functions.rows;

import org.jspecify.annotations.NullMarked;
