package io.fanfare.store.mv.file;

import io.fanfare.core.Key;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.Page;
import org.h2.mvstore.SFChunk;

/**
 * A look at all of a data file that its newest version refers to: both copies of the header, the
 * chunks that have something of it, and each page of rows. What nothing refers to any more is not
 * looked at, nor what is between the chunks and behind them: to change it changes nothing.
 */
public final class FileCheck {

  private final OpenedFile opened;
  private final Consumer<String> damage;

  /**
   * A look at {@code opened}.
   *
   * @param damage is told of each damage in a sentence
   */
  public FileCheck(OpenedFile opened, Consumer<String> damage) {
    this.opened = opened;
    this.damage = damage;
  }

  /** What is to be known of the header, of which one copy is enough. */
  public Optional<String> header() {
    List<Long> versions = StoreHeader.versions(opened.file()).boxed().toList();
    for (int copy = 0; copy < versions.size(); copy++) {
      if (versions.get(copy) < 0) {
        return Optional.of(
            "One of the two copies of the header of %s is damaged, at %d; the other is whole"
                .formatted(name(), copy * BarrierFileStore.BLOCK_BYTES));
      }
    }
    return Optional.empty();
  }

  /** Looks at what tells where pages are, in each chunk. */
  public void chunks() {
    opened.file().chunks().stream()
        .filter(chunk -> chunk.maxLenLive > 0)
        .sorted(Comparator.comparingLong(chunk -> chunk.block))
        .filter(chunk -> !opened.file().isWhole(chunk))
        .forEach(chunk -> damage.accept(sentence(chunk)));
  }

  private String sentence(SFChunk chunk) {
    return "The directory of chunk %d in %s, at %d, is damaged"
        .formatted(chunk.id, name(), chunk.block * BarrierFileStore.BLOCK_BYTES);
  }

  private String name() {
    return opened.file().getFileName();
  }

  /** Looks at each page of the table {@code name}, which {@code map} keeps. */
  public void pages(String name, MVMap<Key, Cell> map) {
    Walk walk = new Walk(name);
    Page<Key, Cell> root = map.getRootPage();
    walk.pass(root);
    if (walk.whole && walk.rows != root.getTotalCount()) {
      damage.accept(
          "The table %s counts %d rows and has %d"
              .formatted(name, root.getTotalCount(), walk.rows));
    }
  }

  /** The way through the pages of one table, in the order of its keys. */
  private final class Walk {
    private final String table;
    private long rows;
    private boolean whole = true;
    private boolean ascending = true;
    private Key last = new Key(Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);

    Walk(String table) {
      this.table = table;
    }

    void pass(Page<Key, Cell> page) {
      if (page.isLeaf()) {
        read(page);
        return;
      }
      for (int child = 0; child < page.getRawChildPageCount(); child++) {
        Optional<Page<Key, Cell>> next = child(page, child);
        next.ifPresent(this::pass);
        whole &= next.isPresent();
      }
    }

    private Optional<Page<Key, Cell>> child(Page<Key, Cell> page, int index) {
      try {
        return Optional.of(page.getChildPage(index));
      } catch (MVStoreException | IllegalStateException damaged) {
        damage.accept("Table %s: %s".formatted(table, OpenedFile.plain(damaged)));
        return Optional.empty();
      }
    }

    private void read(Page<Key, Cell> leaf) {
      for (int i = 0; i < leaf.getKeyCount(); i++) {
        Key key = leaf.getKey(i);
        if (ascending && rows > 0 && key.compareTo(last) <= 0) {
          ascending = false;
          damage.accept("The rows of the table %s are not in order".formatted(table));
        }
        last = key;
        rows++;
      }
    }
  }
}
