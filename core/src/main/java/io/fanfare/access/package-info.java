/** Who may sign requests: the accounts, users, roles and keys that a file lists. */
@NullMarked
package io.fanfare.access;

import org.jspecify.annotations.NullMarked;
