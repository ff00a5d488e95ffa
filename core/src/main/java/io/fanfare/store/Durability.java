package io.fanfare.store;

/** What an acknowledged write survives. */
public enum Durability {
  /** The loss of power: a commit is flushed to the disk before it is acknowledged. */
  SYNC,
  /** The death of the process: a commit is with the operating system before it is acknowledged. */
  OS
}
