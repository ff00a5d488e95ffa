package io.fanfare.store.mv.file;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * How the values of a page are written: the length of their directory, the directory (for each
 * value a byte for its format, its checksum, its length), then their bytes. The directory counts as
 * structure, which the {@link PageChecksum} covers; the bytes are covered by the {@link Cell}, so
 * that damage to one value spoils that value alone.
 */
public final class CellType extends BasicDataType<Cell> {

  public static final CellType INSTANCE = new CellType();

  /** The format of a row: its bytes as they were given. */
  static final byte FORMAT = 1;

  private static final int MEMORY = 64;

  private CellType() {}

  @Override
  public int getMemory(Cell cell) {
    return MEMORY + cell.bytes().length;
  }

  @Override
  public boolean isMemoryEstimationAllowed() {
    return false;
  }

  @Override
  public Cell[] createStorage(int size) {
    return new Cell[size];
  }

  @Override
  public void write(WriteBuffer buffer, Object storage, int count) {
    Cell[] cells = (Cell[]) storage;
    int start = buffer.position();
    buffer.putInt(0);
    for (int i = 0; i < count; i++) {
      buffer.put(FORMAT).putInt(cells[i].checksum()).putVarInt(cells[i].bytes().length);
    }
    buffer.putInt(start, buffer.position() - start - Integer.BYTES);
    for (int i = 0; i < count; i++) {
      buffer.put(cells[i].bytes());
    }
  }

  @Override
  public void read(ByteBuffer buffer, Object storage, int count) {
    Cell[] cells = (Cell[]) storage;
    int directory = buffer.getInt();
    ByteBuffer bytes = buffer.duplicate();
    bytes.position(buffer.position() + directory);
    for (int i = 0; i < count; i++) {
      byte format = buffer.get();
      if (format != FORMAT) {
        throw new IllegalStateException("Rows of format " + format + " are not known");
      }
      int checksum = buffer.getInt();
      byte[] value = new byte[DataUtils.readVarInt(buffer)];
      bytes.get(value);
      cells[i] = new Cell(value, checksum);
    }
    buffer.position(bytes.position());
  }

  @Override
  public void write(WriteBuffer buffer, Cell cell) {
    write(buffer, new Cell[] {cell}, 1);
  }

  @Override
  public Cell read(ByteBuffer buffer) {
    Cell[] cells = new Cell[1];
    read(buffer, cells, 1);
    return cells[0];
  }
}
