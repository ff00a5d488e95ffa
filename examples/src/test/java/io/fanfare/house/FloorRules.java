package io.fanfare.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.h2.mvstore.MVStore;

/**
 * Which way imports run and what the rules of the house may not touch, as rules over the compiled
 * classes of the packages below {@code root}.
 */
record FloorRules(String root) {

  /** The floors from the top to the ground; a floor sees those after it. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("examples"),
          List.of("junit"),
          List.of("broker"),
          List.of("http"),
          List.of("topics"),
          List.of("functions"),
          List.of("push"),
          List.of("queues"),
          List.of("runtime"),
          List.of("store"),
          List.of("heap"),
          List.of("filter"),
          List.of("settings"),
          List.of("access"),
          List.of("yaml"),
          List.of("quota"),
          List.of("seal"),
          List.of("core"));

  /** The rooms of a floor below its service, from the top; a room sees those after it. */
  private static final List<String> ROOMS =
      List.of("..engine", "..rules", "..rows", "..notification", "..model");

  /** No floor imports one above it. */
  List<ArchRule> importsRunDownward() {
    List<ArchRule> rules = new ArrayList<>();
    for (int floor = 1; floor < FLOORS.size(); floor++) {
      String[] above =
          FLOORS.subList(0, floor).stream()
              .flatMap(List::stream)
              .map(this::below)
              .toArray(String[]::new);
      String[] here = FLOORS.get(floor).stream().map(this::below).toArray(String[]::new);
      rules.add(
          noClasses()
              .that()
              .resideInAnyPackage(here)
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(above)
              .allowEmptyShould(true));
    }
    return rules;
  }

  /** Words import no rows, rows no rules, rules no engine, and none of them a service. */
  List<ArchRule> roomsAreInOrder() {
    String[] services = {
      root + ".queues",
      root + ".queues.consumer",
      root + ".push",
      root + ".functions",
      root + ".topics",
      root + ".topics.mobile",
      root + ".topics.push",
      root + ".topics.gateway",
      root + ".http",
      below("runtime"),
      below("store"),
      below("heap")
    };
    List<ArchRule> rules = new ArrayList<>();
    for (int room = 1; room < ROOMS.size(); room++) {
      rules.add(
          noClasses()
              .that(resideInAPackage(below(ROOMS.get(room))))
              .should()
              .dependOnClassesThat(resideInAnyPackage(below(ROOMS.subList(0, room))))
              .allowEmptyShould(true));
    }
    rules.add(
        noClasses()
            .that(ruled())
            .should()
            .dependOnClassesThat(resideInAnyPackage(services))
            .allowEmptyShould(true));
    return rules;
  }

  /** What is below a service is known to that service and to nobody else; its words are not. */
  List<ArchRule> enginesStayAtHome() {
    return List.of(stranger("queues"), stranger("functions"), stranger("topics"));
  }

  /** The store is known by its contract, and of what is below it only what opens one. */
  List<ArchRule> theStoreIsAContract() {
    return List.of(
        noClasses()
            .that(resideInAPackage(root + ".store"))
            .should()
            .dependOnClassesThat(resideInAPackage(below("store.mv")))
            .allowEmptyShould(true),
        noClasses()
            .that(resideOutsideOfPackage(below("store.mv")))
            .should()
            .dependOnClassesThat(resideInAPackage(below("store.mv")).and(not(simpleName("Stores"))))
            .orShould()
            .dependOnClassesThat(resideInAPackage("org.h2.."))
            .allowEmptyShould(true));
  }

  /** Packages form no circle. */
  ArchRule packagesAreFreeOfCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
  }

  /** Words and rules know no framework, no clock, no chance and no disk. */
  List<ArchRule> rulesAreDeterministic() {
    return List.of(
        noClasses()
            .that(ruled())
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "io.vertx..",
                    "io.netty..",
                    "io.micrometer..",
                    "org.h2..",
                    "java.nio.file..",
                    "java.nio.channels.."))
            .allowEmptyShould(true),
        noClasses()
            .that(ruled())
            .should()
            .dependOnClassesThat(chance())
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .allowEmptyShould(true));
  }

  /** What is read back from a disk or a wire makes no object of its own choosing. */
  ArchRule nothingIsDeserialised() {
    return noClasses()
        .should()
        .callMethod(MVStore.class, "openMap", String.class)
        .orShould()
        .callMethod(MVStore.class, "removeMap", String.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .allowEmptyShould(true);
  }

  private ArchRule stranger(String floor) {
    String[] packages =
        FLOORS.stream()
            .flatMap(List::stream)
            .filter(other -> !other.equals(floor))
            .map(this::below)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                below(
                    ROOMS.subList(0, ROOMS.size() - 1).stream()
                        .map(room -> floor + room.substring(1))
                        .toList())))
        .allowEmptyShould(true);
  }

  private DescribedPredicate<JavaClass> ruled() {
    List<String> ruled = new ArrayList<>(ROOMS);
    ruled.addAll(List.of("core", "filter", "http.wire"));
    return resideInAnyPackage(below(ruled));
  }

  private static DescribedPredicate<JavaClass> chance() {
    return JavaClass.Predicates.assignableTo(RandomGenerator.class)
        .or(JavaClass.Predicates.assignableTo(SecureRandom.class))
        .or(JavaClass.Predicates.assignableTo(Clock.class))
        .as("are sources of chance or of time");
  }

  private String[] below(List<String> floors) {
    return floors.stream().map(this::below).toArray(String[]::new);
  }

  private String below(String floor) {
    return floor.startsWith("..") ? root + floor + ".." : root + "." + floor + "..";
  }
}
