package io.fanfare.store;

/**
 * How large a store is and what was written, in bytes, at one moment. What was written counts from
 * the opening of the store.
 *
 * @param file the size of the data file
 * @param content what of it are rows that exist, and where they are
 * @param free what of it holds nothing
 * @param load what writing rows wrote, to the journal and to the data file
 * @param cleaning what keeping the data file small wrote beside the load
 * @param idle what it wrote while there was next to no load
 */
public record StoreStatistics(
    long file, long content, long free, long load, long cleaning, long idle) {

  /** Those of a store that has no file. */
  public static final StoreStatistics NONE = new StoreStatistics(0, 0, 0, 0, 0, 0);
}
