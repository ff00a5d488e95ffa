package io.fanfare.store;

import io.fanfare.heap.HeapShare;
import io.fanfare.settings.Setting;
import io.fanfare.settings.SettingValues;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Where and how the broker keeps its rows. Setters and the JSON form refuse with an {@link
 * IllegalArgumentException} what a setting does not take.
 */
public class StoreOptions {

  /** The data directory unless another is set. */
  public static final String DEFAULT_PATH = "data";

  /** The size of the journal unless another is set, in bytes. */
  public static final int DEFAULT_JOURNAL_BYTES = 12 << 20;

  /** A smaller journal is refused. */
  public static final int LEAST_JOURNAL_BYTES = 1 << 20;

  /** A larger journal is refused: a start reads all of it into the heap. */
  public static final int MOST_JOURNAL_BYTES = 256 << 20;

  /** See {@link #getPath}. */
  public static final Setting<String> PATH =
      Setting.text("path", "a directory", text -> !text.isBlank() && text.indexOf('\0') < 0)
          .orElse(DEFAULT_PATH)
          .meaning("The data directory, made if it is not there.");

  /** See {@link #isMemory}. */
  public static final Setting<Boolean> MEMORY =
      Setting.flag("memory").meaning("Keeps everything in memory and nothing on disk.");

  /** See {@link #getDurability}. */
  public static final Setting<Durability> DURABILITY =
      Setting.word("durability", Durability.class)
          .orElse(Durability.SYNC)
          .meaning("What an acknowledged write survives: the loss of power, or of the process.");

  /** See {@link #getJournalBytes}. */
  public static final Setting<Integer> JOURNAL_BYTES =
      Setting.whole("journalBytes", LEAST_JOURNAL_BYTES, MOST_JOURNAL_BYTES)
          .orElse(DEFAULT_JOURNAL_BYTES)
          .meaning("The size of the journal in the data directory.");

  /** See {@link #getBallastBytes}. */
  public static final Setting<Long> BALLAST_BYTES =
      Setting.wholeFrom("ballastBytes", 0)
          .orElse(4L << 20)
          .meaning(
              "How much of the disk is held back for what makes the store smaller when it is full;"
                  + " never more than a sixteenth of what is free.");

  /** See {@link #getYoungBytes}. */
  public static final Setting<Long> YOUNG_BYTES =
      Setting.wholeFrom("youngBytes", 0)
          .orElse(HeapShare.YOUNG_BODIES.bytes(), HeapShare.YOUNG_BODIES.words())
          .meaning("How many bytes of young message bodies may stay in the heap.");

  private static final List<Setting<?>> SETTINGS =
      List.of(PATH, MEMORY, DURABILITY, JOURNAL_BYTES, BALLAST_BYTES, YOUNG_BYTES);

  private final SettingValues values;

  public StoreOptions() {
    values = new SettingValues(SETTINGS);
  }

  /**
   * The options that {@code json} sets, and the others as they are when unset.
   *
   * @throws IllegalArgumentException if a key is unknown, or a value of another type or range
   */
  public StoreOptions(JsonObject json) {
    values = new SettingValues(SETTINGS, json);
  }

  /** What can be set. */
  public static List<Setting<?>> settings() {
    return SETTINGS;
  }

  /** The data directory. */
  public String getPath() {
    return values.get(PATH);
  }

  public StoreOptions setPath(String path) {
    values.set(PATH, path);
    return this;
  }

  /** Whether rows are kept in the heap only and end with the process. */
  public boolean isMemory() {
    return values.get(MEMORY);
  }

  public StoreOptions setMemory(boolean memory) {
    values.set(MEMORY, memory);
    return this;
  }

  /** What an acknowledged write survives; {@link Durability#SYNC} unless set. */
  public Durability getDurability() {
    return values.get(DURABILITY);
  }

  public StoreOptions setDurability(Durability durability) {
    values.set(DURABILITY, durability);
    return this;
  }

  /**
   * How large the journal is, in bytes; 12 MiB unless set. The data file is written when a third of
   * it is full, at 4 MiB at the latest. A directory whose journal has another size takes this one
   * as it opens.
   */
  public int getJournalBytes() {
    return values.get(JOURNAL_BYTES);
  }

  /**
   * Sets the size of the journal.
   *
   * @param journalBytes from {@link #LEAST_JOURNAL_BYTES} to {@link #MOST_JOURNAL_BYTES}
   * @throws IllegalArgumentException if it is less or more
   */
  public final StoreOptions setJournalBytes(int journalBytes) {
    values.set(JOURNAL_BYTES, journalBytes);
    return this;
  }

  /**
   * How many bytes of young message bodies may stay in the heap; an eighth of it, 64 MiB at most,
   * unless set.
   */
  public long getYoungBytes() {
    return values.get(YOUNG_BYTES);
  }

  public StoreOptions setYoungBytes(long youngBytes) {
    values.set(YOUNG_BYTES, youngBytes);
    return this;
  }

  /**
   * How much of the disk is held back for what makes the store smaller, in bytes; 4 MiB unless set,
   * and never more than a sixteenth of what is free.
   */
  public long getBallastBytes() {
    return values.get(BALLAST_BYTES);
  }

  public StoreOptions setBallastBytes(long ballastBytes) {
    values.set(BALLAST_BYTES, ballastBytes);
    return this;
  }

  public JsonObject toJson() {
    return values.toJson();
  }
}
