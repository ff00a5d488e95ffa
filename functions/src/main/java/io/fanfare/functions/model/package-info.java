/** The words of functions: requests and answers in AWS's names, mappings, and what can go wrong. */
@NullMarked
package io.fanfare.functions.model;

import org.jspecify.annotations.NullMarked;
