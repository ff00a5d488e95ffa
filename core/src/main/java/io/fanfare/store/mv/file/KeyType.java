package io.fanfare.store.mv.file;

import io.fanfare.core.Key;
import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * How the keys of a page are written: room for the {@link PageChecksum}, the length of what
 * follows, then each key as its differences from the one before, in which a rising sequence takes
 * three bytes.
 */
public final class KeyType extends BasicDataType<Key> {

  public static final KeyType INSTANCE = new KeyType();

  private static final int MEMORY = 64;
  private static final Key ORIGIN = new Key(0, 0, 0);

  private KeyType() {}

  @Override
  public int getMemory(Key key) {
    return MEMORY;
  }

  @Override
  public int compare(Key a, Key b) {
    return a.compareTo(b);
  }

  @Override
  public Key[] createStorage(int size) {
    return new Key[size];
  }

  @Override
  public void write(WriteBuffer buffer, Object storage, int count) {
    Key[] keys = (Key[]) storage;
    int start = buffer.position();
    buffer.putInt(0).putInt(0);
    Key before = ORIGIN;
    for (int i = 0; i < count; i++) {
      write(buffer, before, keys[i]);
      before = keys[i];
    }
    buffer.putInt(start + Integer.BYTES, buffer.position() - start - 2 * Integer.BYTES);
  }

  @Override
  public void read(ByteBuffer buffer, Object storage, int count) {
    Key[] keys = (Key[]) storage;
    buffer.getInt();
    buffer.getInt();
    Key before = ORIGIN;
    for (int i = 0; i < count; i++) {
      keys[i] = before = read(buffer, before);
    }
  }

  @Override
  public void write(WriteBuffer buffer, Key key) {
    write(buffer, ORIGIN, key);
  }

  @Override
  public Key read(ByteBuffer buffer) {
    return read(buffer, ORIGIN);
  }

  private static void write(WriteBuffer buffer, Key before, Key key) {
    putDifference(buffer, before.owner(), key.owner());
    putDifference(buffer, before.order(), key.order());
    putDifference(buffer, before.sequence(), key.sequence());
  }

  private static Key read(ByteBuffer buffer, Key before) {
    long owner = before.owner() + difference(buffer);
    long order = before.order() + difference(buffer);
    return new Key(owner, order, before.sequence() + difference(buffer));
  }

  private static void putDifference(WriteBuffer buffer, long before, long after) {
    long difference = after - before;
    buffer.putVarLong((difference << 1) ^ (difference >> 63));
  }

  private static long difference(ByteBuffer buffer) {
    long folded = DataUtils.readVarLong(buffer);
    return (folded >>> 1) ^ -(folded & 1);
  }
}
