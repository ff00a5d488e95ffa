package io.fanfare.filter;

import io.fanfare.filter.Condition.Cidr;
import io.fanfare.filter.Condition.EqualsIgnoreCase;
import io.fanfare.filter.Condition.Exactly;
import io.fanfare.filter.Condition.Numeric;
import io.fanfare.filter.Condition.Prefix;
import io.fanfare.filter.Condition.Present;
import io.fanfare.filter.Condition.Suffix;
import io.fanfare.filter.Condition.Wildcard;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The conditions that policies set for the values under one path, to be found by values that
 * satisfy them: what that costs depends on the values and on what they satisfy, not on how many
 * conditions there are.
 *
 * <p>A value is looked up as what it is, and by its beginnings, its endings and its parts. A
 * wildcard is filed under the longest text in it, and what is found so is then compared.
 */
final class ConditionIndex {

  /** Look-ups are made at each position of a value, so there must not be many at one. */
  private static final int MOST_PART = 16;

  private static final Condition PRESENT = new Present();

  private final Map<Condition, Integer> uses = new HashMap<>();
  private final TextTable starts = TextTable.forward();
  private final TextTable ends = TextTable.backward();
  private final TextTable parts = TextTable.forward();
  private final TextTable blocks = TextTable.forward();
  private final RangeTree ranges = new RangeTree();
  private int folded;

  void add(Condition condition) {
    if (uses.merge(condition, 1, Integer::sum) > 1) {
      return;
    }
    if (condition instanceof Prefix prefix) {
      starts.add(prefix.start(), condition);
    } else if (condition instanceof Suffix suffix) {
      ends.add(suffix.end(), condition);
    } else if (condition instanceof Wildcard wildcard) {
      table(wildcard).add(longest(wildcard), condition);
    } else if (condition instanceof Cidr cidr) {
      blocks.add(cidr.bits(), condition);
    } else if (condition instanceof Numeric range) {
      ranges.add(range);
    } else if (condition instanceof EqualsIgnoreCase) {
      folded++;
    }
  }

  /** Takes back one {@link #add}. */
  void remove(Condition condition) {
    if (uses.merge(condition, -1, Integer::sum) > 0) {
      return;
    }
    uses.remove(condition);
    if (condition instanceof Prefix prefix) {
      starts.remove(prefix.start(), condition);
    } else if (condition instanceof Suffix suffix) {
      ends.remove(suffix.end(), condition);
    } else if (condition instanceof Wildcard wildcard) {
      table(wildcard).remove(longest(wildcard), condition);
    } else if (condition instanceof Cidr cidr) {
      blocks.remove(cidr.bits(), condition);
    } else if (condition instanceof Numeric range) {
      ranges.remove(range);
    } else if (condition instanceof EqualsIgnoreCase) {
      folded--;
    }
  }

  boolean isEmpty() {
    return uses.isEmpty();
  }

  /**
   * The conditions that any of {@code candidates} satisfies, but for those that most values do and
   * that are not worth an index.
   */
  Set<Condition> find(Set<String> candidates, Effort effort) {
    Set<Condition> found = new HashSet<>();
    lookUp(PRESENT, found);
    for (String candidate : candidates) {
      effort.spend(60);
      effort.compare(candidate);
      lookUp(new Exactly(candidate), found);
      if (Candidate.isText(candidate)) {
        findByText(candidate, found, effort);
      }
    }
    if (!ranges.isEmpty()) {
      ranges.find(numbers(candidates), found, effort);
    }
    return found;
  }

  private void lookUp(Condition condition, Set<Condition> found) {
    if (uses.containsKey(condition)) {
      found.add(condition);
    }
  }

  private void findByText(String candidate, Set<Condition> found, Effort effort) {
    if (folded > 0) {
      effort.spend(candidate.length());
      lookUp(new EqualsIgnoreCase(Candidate.fold(candidate)), found);
    }
    Set<Condition> likely = new HashSet<>();
    starts.find(candidate, likely, effort);
    ends.find(candidate, likely, effort);
    parts.findWithin(candidate, likely, effort);
    for (Condition condition : likely) {
      if (!found.contains(condition)) {
        effort.spend(40 + candidate.length());
        if (condition.holds(candidate)) {
          found.add(condition);
        }
      }
    }
    if (!blocks.isEmpty()) {
      IpAddress.bits(candidate).ifPresent(bits -> blocks.find(bits, found, effort));
    }
  }

  private static List<String> numbers(Set<String> candidates) {
    return candidates.stream().filter(Candidate::isNumber).sorted().toList();
  }

  private TextTable table(Wildcard wildcard) {
    int longest = wildcard.parts().indexOf(longestPart(wildcard));
    if (longest == 0) {
      return starts;
    }
    return longest == wildcard.parts().size() - 1 ? ends : parts;
  }

  private String longest(Wildcard wildcard) {
    String part = longestPart(wildcard);
    return table(wildcard) == parts && part.length() > MOST_PART
        ? part.substring(0, MOST_PART)
        : part;
  }

  private static String longestPart(Wildcard wildcard) {
    List<String> all = wildcard.parts();
    String longest = all.get(0);
    for (String part : all) {
      longest = part.length() > longest.length() ? part : longest;
    }
    return longest;
  }
}
