package io.fanfare.store;

import io.fanfare.heap.HeapShare;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Where and how the broker keeps its rows. */
public class StoreOptions {

  /** The data directory unless another is set. */
  public static final String DEFAULT_PATH = "data";

  /** The size of the journal unless another is set, in bytes. */
  public static final int DEFAULT_JOURNAL_BYTES = 12 << 20;

  /** A smaller journal is refused. */
  public static final int LEAST_JOURNAL_BYTES = 1 << 20;

  /** A larger journal is refused: a start reads all of it into the heap. */
  public static final int MOST_JOURNAL_BYTES = 256 << 20;

  private String path = DEFAULT_PATH;
  private boolean memory;
  private Durability durability = Durability.SYNC;
  private int journalBytes = DEFAULT_JOURNAL_BYTES;
  private long ballastBytes = 4L << 20;
  private long youngBytes = HeapShare.YOUNG_BODIES.bytes();

  public StoreOptions() {}

  public StoreOptions(JsonObject json) {
    path = json.getString("path", path);
    memory = json.getBoolean("memory", memory);
    durability =
        Durability.valueOf(
            json.getString("durability", durability.name()).toUpperCase(Locale.ROOT));
    setJournalBytes(json.getInteger("journalBytes", journalBytes));
    ballastBytes = json.getLong("ballastBytes", ballastBytes);
    youngBytes = json.getLong("youngBytes", youngBytes);
  }

  /** The data directory. */
  public String getPath() {
    return path;
  }

  public StoreOptions setPath(String path) {
    this.path = path;
    return this;
  }

  /** Whether rows are kept in the heap only and end with the process. */
  public boolean isMemory() {
    return memory;
  }

  public StoreOptions setMemory(boolean memory) {
    this.memory = memory;
    return this;
  }

  /** What an acknowledged write survives; {@link Durability#SYNC} unless set. */
  public Durability getDurability() {
    return durability;
  }

  public StoreOptions setDurability(Durability durability) {
    this.durability = durability;
    return this;
  }

  /**
   * How large the journal is, in bytes; 12 MiB unless set. The data file is written when a third of
   * it is full, at 4 MiB at the latest. A directory whose journal has another size takes this one
   * as it opens.
   */
  public int getJournalBytes() {
    return journalBytes;
  }

  /**
   * Sets the size of the journal.
   *
   * @param journalBytes from {@link #LEAST_JOURNAL_BYTES} to {@link #MOST_JOURNAL_BYTES}
   * @throws IllegalArgumentException if it is less or more
   */
  public final StoreOptions setJournalBytes(int journalBytes) {
    if (journalBytes < LEAST_JOURNAL_BYTES || journalBytes > MOST_JOURNAL_BYTES) {
      throw new IllegalArgumentException(
          "A journal has from %d to %d bytes, not %d"
              .formatted(LEAST_JOURNAL_BYTES, MOST_JOURNAL_BYTES, journalBytes));
    }
    this.journalBytes = journalBytes;
    return this;
  }

  /**
   * How many bytes of young message bodies may stay in the heap; an eighth of it, 64 MiB at most,
   * unless set.
   */
  public long getYoungBytes() {
    return youngBytes;
  }

  public StoreOptions setYoungBytes(long youngBytes) {
    this.youngBytes = youngBytes;
    return this;
  }

  /**
   * How much of the disk is held back for what makes the store smaller; 4 MiB unless set, and never
   * more than a sixteenth of what is free.
   */
  public long getBallastBytes() {
    return ballastBytes;
  }

  public StoreOptions setBallastBytes(long ballastBytes) {
    this.ballastBytes = ballastBytes;
    return this;
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("path", path)
        .put("memory", memory)
        .put("durability", durability.name().toLowerCase(Locale.ROOT))
        .put("journalBytes", journalBytes)
        .put("ballastBytes", ballastBytes)
        .put("youngBytes", youngBytes);
  }
}
