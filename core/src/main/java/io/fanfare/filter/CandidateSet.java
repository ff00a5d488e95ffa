package io.fanfare.filter;

import io.fanfare.core.Sha256;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Values of a policy of which a message is to have another. They may be thousands, and are compared
 * with those of other policies often, so that is done by a hash of all.
 */
final class CandidateSet {

  private final Set<String> candidates;
  private final String hash;

  CandidateSet(Collection<String> candidates) {
    this.candidates = new HashSet<>(candidates);
    this.hash = hash(new TreeSet<>(candidates));
  }

  private static String hash(Collection<String> sorted) {
    StringBuilder all = new StringBuilder();
    sorted.forEach(each -> all.append(each.length()).append(':').append(each));
    return HexFormat.of().formatHex(Sha256.of(units(all.toString())));
  }

  /** As it is in the heap: half a surrogate pair is nothing else, as it would be in UTF-8. */
  private static byte[] units(String text) {
    ByteBuffer units = ByteBuffer.allocate(text.length() * Character.BYTES);
    units.asCharBuffer().put(text);
    return units.array();
  }

  boolean contains(String candidate) {
    return candidates.contains(candidate);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CandidateSet set && set.hash.equals(hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  /** Short, as conditions are put in order by it. */
  @Override
  public String toString() {
    return hash;
  }
}
