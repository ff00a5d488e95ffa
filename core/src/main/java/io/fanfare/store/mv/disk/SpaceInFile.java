package io.fanfare.store.mv.disk;

/**
 * The space within a data file that holds nothing.
 *
 * @param reusable what the next commits can be written to, in bytes; holes too small for one do not
 *     count
 * @param largest the largest hole, in bytes
 * @param waiting what will be reusable once there are some more commits, in bytes
 */
public record SpaceInFile(long reusable, long largest, long waiting) {
  public static final SpaceInFile NONE = new SpaceInFile(0, 0, 0);
}
