package io.fanfare.house;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The floors hold, and each rule that says so notices a violation planted for it. */
class FloorRulesTest {

  private static final int MOST_IN_A_PACKAGE = 40;
  private static final int MOST_IN_A_CIRCLE = 3;

  private static final List<String> MODULES =
      List.of(
          "core",
          "queues",
          "push",
          "functions",
          "topics",
          "http-api",
          "broker",
          "junit",
          "examples");

  private static final String PLANTED_ROOT = "io.fanfare.house.planted";
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.fanfare");
  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(PLANTED_ROOT);

  private final FloorRules house = new FloorRules("io.fanfare");
  private final FloorRules planted = new FloorRules(PLANTED_ROOT);

  @Test
  void importsRunDownward() {
    hold(house.importsRunDownward());
    fire(planted.importsRunDownward(), "UpwardImport");
  }

  @Test
  void wordsRulesAndServicesImportInThatOrder() {
    hold(house.roomsAreInOrder());
    fire(planted.roomsAreInOrder(), "WordThatKnowsARule");
    fire(planted.roomsAreInOrder(), "RowThatKnowsAJudgment");
    fire(planted.roomsAreInOrder(), "JudgmentThatKnowsItsEngine");
    fire(planted.roomsAreInOrder(), "RuleThatKnowsItsService");
  }

  @Test
  void anEngineIsKnownToItsOwnServiceOnly() {
    hold(house.enginesStayAtHome());
    fire(planted.enginesStayAtHome(), "StrangerToAnEngine");
    fire(planted.enginesStayAtHome(), "StrangerToARow");
  }

  @Test
  void aPackageHasAtMostFortyFiles() {
    assertEquals(Map.of(), crowded(House.mainFiles(MODULES)));
    Path planted = Path.of("planted");
    List<Path> many =
        IntStream.rangeClosed(0, MOST_IN_A_PACKAGE)
            .mapToObj(number -> planted.resolve("Class" + number + ".java"))
            .toList();
    assertEquals(Map.of(planted, MOST_IN_A_PACKAGE + 1L), crowded(many));
  }

  private static Map<Path, Long> crowded(List<Path> files) {
    return files.stream()
        .collect(groupingBy(file -> requireNonNull(file.getParent()), counting()))
        .entrySet()
        .stream()
        .filter(room -> room.getValue() > MOST_IN_A_PACKAGE)
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void theStoreIsKnownByItsContract() {
    hold(house.theStoreIsAContract());
    fire(planted.theStoreIsAContract(), "ContractThatKnowsItsFiles");
    fire(planted.theStoreIsAContract(), "HostThatKnowsTheFiles");
  }

  @Test
  void classesFormNoCircleOfMoreThanThree() {
    for (String module : MODULES) {
      ClassGraph graph = ClassGraph.of(House.ROOT.resolve(module).resolve("target/classes"));
      assertFalse(graph.edges().isEmpty(), module);
      assertEquals(Set.of(), graph.circlesOver(MOST_IN_A_CIRCLE), module);
    }
    Map<String, Set<String>> planted =
        Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("d"), "d", Set.of("a", "e"));
    assertEquals(
        Set.of(List.of("a", "b", "c", "d")), new ClassGraph(planted).circlesOver(MOST_IN_A_CIRCLE));
  }

  @Test
  void packagesFormNoCircle() {
    hold(List.of(house.packagesAreFreeOfCycles()));
    fire(List.of(planted.packagesAreFreeOfCycles()), "RuleThatKnowsItsService");
  }

  @Test
  void importsFormNoCircleEither() {
    ClassGraph graph = ClassGraph.ofImports(House.mainFiles(MODULES));
    assertTrue(graph.edges().containsKey("io.fanfare.topics.notification"));
    assertEquals(Set.of(), graph.circlesOver(1));
    assertFalse(ClassGraph.ofImports(planted()).circlesOver(1).isEmpty());
  }

  /** The files in which the rules are broken. */
  private static List<Path> planted() {
    return House.javaFiles().stream().filter(file -> file.toString().contains("planted")).toList();
  }

  @Test
  void rulesKnowNoFrameworkNoClockAndNoChance() {
    hold(house.rulesAreDeterministic());
    fire(planted.rulesAreDeterministic(), "currentTimeMillis");
    fire(planted.rulesAreDeterministic(), "Instant.now");
    fire(planted.rulesAreDeterministic(), "randomUUID");
    fire(planted.rulesAreDeterministic(), "java.util.Random");
    fire(planted.rulesAreDeterministic(), "io.vertx.core.Future");
  }

  @Test
  void nothingIsDeserialised() {
    hold(List.of(house.nothingIsDeserialised()));
    fire(List.of(planted.nothingIsDeserialised()), "openMap");
  }

  @Test
  void theRulesReadTheWholeHouse() {
    for (String floor :
        List.of(
            "core",
            "quota",
            "access",
            "seal",
            "filter",
            "heap",
            "store",
            "runtime",
            "queues",
            "push",
            "functions",
            "topics",
            "broker",
            "junit",
            "examples")) {
      assertTrue(
          HOUSE.stream().anyMatch(type -> type.getPackageName().startsWith("io.fanfare." + floor)),
          "no class of the floor " + floor + " was read");
    }
  }

  private static void hold(List<ArchRule> rules) {
    rules.forEach(rule -> rule.check(HOUSE));
  }

  private static void fire(List<ArchRule> rules, String culprit) {
    List<String> findings =
        rules.stream()
            .flatMap(rule -> rule.evaluate(PLANTED).getFailureReport().getDetails().stream())
            .toList();
    assertFalse(
        findings.stream().noneMatch(finding -> finding.contains(culprit)),
        () -> culprit + " went unnoticed among " + findings);
  }
}
