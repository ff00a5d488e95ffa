/** Rows sealed with AES-256-GCM: master keys, the data keys that they wrap, and envelopes. */
@NullMarked
package io.fanfare.seal;

import org.jspecify.annotations.NullMarked;
