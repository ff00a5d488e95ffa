package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Attribute;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.topics.model.TopicAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The README says what the program does: its tables are those of the declarations, its code is that
 * of the examples. {@code -Dfanfare.write-docs=true} writes both anew.
 */
class ReadmeTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("README.md");
  private static final Pattern SECTION =
      Pattern.compile("(?s)<!-- (table|code): ([^>]+) -->\n.*?<!-- end -->");
  private static final String EXAMPLES = "examples/src/main/java/io/fanfare/examples/";

  @Test
  void theReadmeIsWhatTheDeclarationsAndTheExamplesSay() throws IOException {
    String readme = Files.readString(ROOT);
    Matcher sections = SECTION.matcher(readme);
    String renewed = sections.replaceAll(section -> Matcher.quoteReplacement(renew(section)));
    if (Boolean.getBoolean("fanfare.write-docs")) {
      Files.writeString(ROOT, renewed);
    } else {
      assertEquals(renewed, readme, "README.md is behind; -Dfanfare.write-docs=true renews it");
    }
  }

  @Test
  void everyTableIsInTheReadme() throws IOException {
    String readme = Files.readString(ROOT);
    List<String> missing =
        Reference.names().stream()
            .filter(name -> !readme.contains("<!-- table: " + name + " -->"))
            .toList();
    assertEquals(List.of(), missing);
  }

  @Test
  void everyAttributeThatIsDeclaredIsInItsTable() {
    Set<Attribute<?>> shown = new HashSet<>(QueueAttribute.all());
    assertTrue(shown.add(QueueAttribute.DEDUPLICATION_SCOPE_IN_USE), "it is the broker's own");
    assertEquals(Set.copyOf(Reference.declared(QueueAttribute.class)), shown);
    Set<Attribute<?>> ofTopics = new HashSet<>(TopicAttribute.all());
    assertTrue(ofTopics.add(TopicAttribute.DATA_PROTECTION_POLICY), "it has actions of its own");
    assertTrue(ofTopics.containsAll(Reference.declared(TopicAttribute.class)));
  }

  @Test
  void theTestCommandIsTheOneThatTheContinuousBuildRuns() throws IOException {
    String command = "mvn -B verify";
    assertTrue(Files.readString(ROOT).lines().anyMatch(command::equals));
    assertTrue(Files.readString(ROOT.resolveSibling(".ci").resolve("run")).contains("README.md"));
  }

  private static String renew(MatchResult section) {
    String kind = section.group(1);
    String name = section.group(2);
    String content = kind.equals("table") ? Reference.table(name) : quote(name);
    return "<!-- %s: %s -->\n%s<!-- end -->".formatted(kind, name, content);
  }

  /** A method of an example, named as {@code File.java method}. */
  private static String quote(String name) {
    String[] fileAndMethod = name.split(" ", 2);
    try {
      Path file = ROOT.resolveSibling(EXAMPLES + fileAndMethod[0]);
      Matcher method =
          Pattern.compile("(?m)^  static [^;]*? " + fileAndMethod[1] + "\\((?s:.*?)^  }$")
              .matcher(Files.readString(file));
      assertTrue(method.find(), () -> file + " has no method " + fileAndMethod[1]);
      return "```java\n" + method.group().stripIndent() + "\n```\n";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
