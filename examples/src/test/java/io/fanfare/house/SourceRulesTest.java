package io.fanfare.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every source file follows the style, and each rule notices a violation planted for it. */
class SourceRulesTest {

  @Test
  void everySourceFileFollowsTheStyle() {
    List<String> findings =
        House.javaFiles().stream()
            .flatMap(path -> SourceRules.check(name(path), House.read(path)).stream())
            .toList();
    assertEquals(List.of(), findings, () -> String.join("\n", findings));
  }

  @Test
  void everyPackageSaysWhatItHoldsAndThatNothingInItIsNull() {
    TreeSet<Path> packages = new TreeSet<>();
    House.javaFiles().stream()
        .filter(path -> path.toString().contains("/src/main/"))
        .forEach(path -> packages.add(path.resolveSibling("package-info.java")));
    for (Path file : packages) {
      assertTrue(Files.exists(file), () -> name(file) + " is missing");
      assertTrue(House.read(file).startsWith("/**"), () -> name(file) + " says nothing");
      assertTrue(House.read(file).contains("@NullMarked"), () -> name(file) + " allows null");
    }
  }

  @Test
  void theTestsThatThePageOfSecurityNamesAreThere() {
    Set<String> files =
        House.javaFiles().stream()
            .map(path -> path.getFileName().toString())
            .collect(Collectors.toSet());
    List<String> named =
        Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))`")
            .matcher(House.read("SECURITY.md"))
            .results()
            .map(name -> name.group(1) + ".java")
            .toList();
    assertTrue(named.size() > 20, named::toString);
    assertEquals(List.of(), named.stream().filter(name -> !files.contains(name)).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/** A. */ class Planted { void f() throws Exception { Thread.sleep(1); } } | sleeps",
        "import java.lang.reflect.Proxy; /** A. */ class Planted {} | fakes by reflection",
        "/** A. */ class Planted { java.lang.reflect.Proxy proxy; } | fakes by reflection",
        "/** A. */ class PlantedUtil {} | does not say which",
        "/** A. */ class AbstractPlanted {} | does not say which",
        "/** A. */ class Outer { static class BaseThing {} } | does not say which",
        "class Planted {} | no first sentence",
        "/** A. */ class Planted { @Disabled void f() {} } | switched off",
        "/** A. */ @Disabled class Planted {} | switched off",
        "/** A. */ class Planted { void f(int a, int b, int c, int d, int e, int f) {} } | more"
            + " than 5 parameters",
        "package io.fanfare.queues; /** A. */ public interface Planted { void f(); } | f has no"
            + " sentence",
        "package io.fanfare.queues.model; /** A. */ public record Planted(int size) {} | size has"
            + " no sentence",
        "package io.fanfare.settings; /** A. @param size the size. */ public record Planted(int size)"
            + " {} | repeats its name",
      })
  void aPlantedViolationIsFound(String text, String finding) {
    assertFound(text, finding);
  }

  @Test
  void aPlantedAttributeWithoutItsSentenceIsFound() {
    String start = "package io.fanfare.queues.model;\n/** A. */ class Planted {\n";
    String attribute = "public static final Attribute<String> QUEUE_SIZE = null;\n}";
    assertFound(start + attribute, "QUEUE_SIZE has no sentence");
    assertFound(start + "/** The queue size. */\n" + attribute, "repeats its name");
    String said = start + "/** How many bytes it may have. */\n" + attribute;
    assertEquals(List.of(), SourceRules.check("Planted.java", said));
  }

  @Test
  void aPlantedLengthIsFound() {
    String word = "TO" + "DO";
    assertFound("/** A. */ class Planted {} // " + word, "leaves something open");
    assertFound("/** A. */ class Planted {}\n// " + "x".repeat(98), "wider than 100 columns");
    assertFound("/** A. */ class Planted {" + "\n".repeat(400) + "}", "has 401 lines");
    assertFound("/** A. */ class Planted { void f() {" + "\n".repeat(40) + "} }", "f has 41 lines");
  }

  private static void assertFound(String text, String finding) {
    List<String> findings = SourceRules.check("Planted.java", text);
    assertEquals(1, findings.size(), findings::toString);
    assertTrue(findings.get(0).contains(finding), findings::toString);
  }

  private static String name(Path path) {
    return House.ROOT.relativize(path).toString();
  }
}
