package io.fanfare.runtime;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Where and how the broker keeps its rows. */
public class StoreOptions {

  /** The data directory unless another is set. */
  public static final String DEFAULT_PATH = "data";

  private String path = DEFAULT_PATH;
  private boolean memory;
  private Durability durability = Durability.SYNC;
  private long ballastBytes = 64L << 20;
  private long youngBytes = HeapShare.YOUNG_BODIES.bytes();

  public StoreOptions() {}

  public StoreOptions(JsonObject json) {
    path = json.getString("path", path);
    memory = json.getBoolean("memory", memory);
    durability =
        Durability.valueOf(
            json.getString("durability", durability.name()).toUpperCase(Locale.ROOT));
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
   * How much of the disk is held back for what makes the store smaller; 64 MiB unless set, and
   * never more than a sixteenth of what is free.
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
        .put("ballastBytes", ballastBytes)
        .put("youngBytes", youngBytes);
  }
}
