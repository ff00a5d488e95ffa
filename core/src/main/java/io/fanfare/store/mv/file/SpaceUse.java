package io.fanfare.store.mv.file;

/**
 * How a data file is used, in bytes.
 *
 * @param file its size
 * @param end where its last chunk ends
 * @param allocated what its header and its chunks take
 * @param dead what of that are chunks that nothing refers to; they wait until no crash needs them
 * @param live what of that is content: pages of rows, and where they are
 */
public record SpaceUse(long file, long end, long allocated, long dead, long live) {

  /** What nothing is in, behind the last chunk. */
  public long tail() {
    return file - end;
  }

  /** What nothing is in, between the chunks. */
  public long holes() {
    return end - allocated;
  }

  /** What is not referred to any more, in chunks of which other parts are. */
  public long sparse() {
    return allocated - dead - live;
  }

  /** What nothing is in. */
  public long free() {
    return file - allocated;
  }
}
