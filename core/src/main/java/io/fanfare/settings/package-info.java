/** What can be set: each setting declared once, read from text and from JSON, refused by name. */
@NullMarked
package io.fanfare.settings;

import org.jspecify.annotations.NullMarked;
