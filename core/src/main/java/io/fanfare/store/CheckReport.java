package io.fanfare.store;

import java.util.List;
import java.util.SortedMap;

/**
 * What a look at all of a data directory came to.
 *
 * @param commits how many commits it has since the store was made
 * @param fileBytes the size of the data file
 * @param rows how many rows each table has
 * @param findings what is not as it should be, the first of them
 * @param more how many findings there are beyond those
 */
public record CheckReport(
    long commits, long fileBytes, SortedMap<String, Long> rows, List<Finding> findings, long more) {

  /** Whether nothing is damaged. */
  public boolean isSound() {
    return more == 0
        && findings.stream().noneMatch(finding -> finding.kind() == Finding.Kind.DAMAGE);
  }
}
