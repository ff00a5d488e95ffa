package io.fanfare.store;

/**
 * What a store knows of its disk.
 *
 * @param room whether there is room for more data
 * @param freeBytes how much of the disk is free
 * @param ballastBytes how much is held back beside that
 */
public record DiskState(Room room, long freeBytes, long ballastBytes) {

  /** Whether there is room for more data. */
  public enum Room {
    /** There is. */
    ENOUGH,

    /** What would make the store grow is refused, or was a few seconds ago. */
    FULL,

    /** Nothing can be written, not even what makes the store smaller. */
    NONE
  }
}
