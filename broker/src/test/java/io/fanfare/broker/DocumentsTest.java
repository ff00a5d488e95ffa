package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Attribute;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.topics.model.TopicAttribute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The documents say what the program does: their tables are those of the declarations, their code
 * is that of the examples, their links lead somewhere. {@code -Dfanfare.write-docs=true} writes
 * tables and code anew.
 */
class DocumentsTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();
  private static final Path README = ROOT.resolve("README.md");
  private static final Pattern SECTION =
      Pattern.compile("(?s)<!-- (table|code): ([^>]+) -->\n.*?<!-- end -->");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final String EXAMPLES = "examples/src/main/java/io/fanfare/examples/";
  private static final int README_LINES = 300;

  @Test
  void theDocumentsAreWhatTheDeclarationsAndTheExamplesSay() throws IOException {
    for (Path document : documents()) {
      String text = Files.readString(document);
      Matcher sections = SECTION.matcher(text);
      String renewed = sections.replaceAll(section -> Matcher.quoteReplacement(renew(section)));
      if (Boolean.getBoolean("fanfare.write-docs")) {
        Files.writeString(document, renewed);
      } else {
        assertEquals(
            renewed, text, () -> document + " is behind; -Dfanfare.write-docs=true renews it");
      }
    }
  }

  @Test
  void everyTableIsInADocument() throws IOException {
    String all = documents().stream().map(DocumentsTest::read).collect(Collectors.joining("\n"));
    List<String> missing =
        Reference.names().stream()
            .filter(name -> !all.contains("<!-- table: " + name + " -->"))
            .toList();
    assertEquals(List.of(), missing);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      Matcher links = LINK.matcher(prose(document));
      while (links.find()) {
        if (!leadsSomewhere(document, links.group(1))) {
          broken.add(ROOT.relativize(document) + ": " + links.group(1));
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void theReadmeIsShortAndNamesEveryPage() throws IOException {
    String readme = Files.readString(README);
    assertTrue(readme.lines().count() < README_LINES, "README.md has 300 lines and more");
    List<String> unnamed =
        documents().stream()
            .filter(document -> !document.equals(README))
            .map(document -> "(" + ROOT.relativize(document) + ")")
            .filter(link -> !readme.contains(link))
            .toList();
    assertEquals(List.of(), unnamed);
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
    assertTrue(Files.readString(README).lines().anyMatch(command::equals));
    assertTrue(Files.readString(ROOT.resolve(".ci").resolve("run")).contains("README.md"));
  }

  /* README and the pages, and what stands beside them at the top. */
  private static List<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(top, pages)
          .filter(path -> path.getFileName().toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static String read(Path document) {
    try {
      return Files.readString(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String prose(Path document) {
    return FENCED.matcher(read(document)).replaceAll("");
  }

  private static boolean leadsSomewhere(Path document, String link) {
    if (link.startsWith("http://") || link.startsWith("https://")) {
      return true;
    }
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
    return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
  }

  /* As the usual renderers make them of headings. */
  private static Set<String> anchors(Path document) {
    return HEADING
        .matcher(prose(document))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static String renew(MatchResult section) {
    String kind = section.group(1);
    String name = section.group(2);
    String content = kind.equals("table") ? Reference.table(name) : quote(name);
    return "<!-- %s: %s -->\n%s<!-- end -->".formatted(kind, name, content);
  }

  /** A method of an example, named as {@code File.java method}; or of another file, by its path. */
  private static String quote(String name) {
    String[] fileAndMethod = name.split(" ", 2);
    String path = fileAndMethod[0].contains("/") ? fileAndMethod[0] : EXAMPLES + fileAndMethod[0];
    Path file = ROOT.resolve(path);
    Matcher method =
        Pattern.compile("(?m)^  (?:static )?[^;\n]*? ?" + fileAndMethod[1] + "\\((?s:.*?)^  }$")
            .matcher(read(file));
    assertTrue(method.find(), () -> file + " has no method " + fileAndMethod[1]);
    return "```java\n" + method.group().stripIndent() + "\n```\n";
  }
}
