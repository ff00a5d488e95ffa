package io.fanfare.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/**
 * What the bill of materials says beside the jar, and the page of licences made of it. {@code
 * -Dfanfare.write-docs=true} writes the page anew.
 */
class BillOfMaterialsIT {

  /** Those under which everybody may use, change and pass on the whole. */
  private static final Set<String> PERMISSIVE =
      Set.of(
          "Apache-2.0",
          "BSD-2-Clause",
          "Bouncy Castle Licence",
          "CC0-1.0",
          "EPL 1.0",
          "EPL-1.0",
          "EPL-2.0",
          "MIT",
          "MPL-2.0");

  /** Where the classes of the components are; of H2 no more than the store needs. */
  private static final List<String> PACKAGES =
      List.of(
          "com/fasterxml/jackson/",
          "io/fanfare/",
          "io/micrometer/",
          "io/netty/",
          "io/prometheus/metrics/",
          "io/vertx/",
          "org/HdrHistogram/",
          "org/bouncycastle/asn1/",
          "org/bouncycastle/internal/asn1/",
          "org/bouncycastle/util/",
          "org/bouncycastle/LICENSE.class",
          "org/h2/api/ErrorCode.class",
          "org/h2/compress/",
          "org/h2/engine/",
          "org/h2/jdbc/",
          "org/h2/message/DbException.class",
          "org/h2/mvstore/",
          "org/h2/security/",
          "org/h2/store/",
          "org/h2/util/",
          "org/h2/value/VersionedValue.class",
          "org/jspecify/annotations/",
          "org/yaml/snakeyaml/",
          "picocli/");

  private static final Path PAGE = Path.of("..", "LICENSES.md");

  private static final String HEAD =
      """
      # Licences

      Fanfare is licensed under the [Apache License 2.0](LICENSE). The jar that is started has these
      besides, as `broker/target/fanfare.cdx.json` says, the bill of materials that each build makes
      (CycloneDX; not without network).

      | Component | Version | Licence |
      | --- | --- | --- |
      """;

  private static final String TAIL =
      """

      The module of `org.mvnpm:htm` that is in the jar has Preact in it, which the bill does not list:

      | Component | Licence | Its text, in the jar |
      | --- | --- | --- |
      | Preact | MIT | `META-INF/licenses/preact.txt` |
      """;

  private static Path jar() {
    return Path.of(System.getProperty("fanfare.jar", ""));
  }

  private static JsonNode bill() throws IOException {
    Path file = jar().resolveSibling("fanfare.cdx.json");
    assertTrue(Files.exists(file), "The build makes " + file + " if it can use the network");
    return new ObjectMapper().readTree(file.toFile());
  }

  private static List<String> licences(JsonNode component) {
    List<String> all = new ArrayList<>();
    for (JsonNode one : component.path("licenses")) {
      JsonNode licence = one.path("license");
      all.add(licence.path("id").asText(licence.path("name").asText()));
    }
    return all;
  }

  private static boolean isOurs(JsonNode component) {
    return component.path("group").asText().equals("io.fanfare");
  }

  @Test
  void everyComponentHasALicenceThatLeavesUsersFree() throws IOException {
    for (JsonNode component : bill().path("components")) {
      assertTrue(
          licences(component).stream().anyMatch(PERMISSIVE::contains), component::toPrettyString);
    }
  }

  @Test
  void thePageOfLicencesIsThatOfThisBuild() throws IOException {
    Set<String> rows = new TreeSet<>();
    for (JsonNode component : bill().path("components")) {
      if (!isOurs(component)) {
        rows.add(
            "| %s:%s | %s | %s |%n"
                .formatted(
                    component.path("group").asText(),
                    component.path("name").asText(),
                    component.path("version").asText(),
                    String.join(" or ", licences(component))));
      }
    }
    String page = HEAD + String.join("", rows) + TAIL;
    if (Boolean.getBoolean("fanfare.write-docs")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.readString(PAGE, UTF_8));
  }

  @Test
  void theTextOfALicenceThatNoComponentBringsIsInTheJar() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile());
        InputStream text = jar.getInputStream(jar.getEntry("META-INF/licenses/preact.txt"))) {
      assertTrue(new String(text.readAllBytes(), UTF_8).contains("Jason Miller"));
    }
  }

  /** What could be reached from outside beside these would be somebody else's: S25. */
  @Test
  void nothingElseIsInTheJar() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      assertEquals(
          List.of(),
          jar.stream()
              .map(entry -> entry.getName().replaceFirst("^META-INF/versions/[0-9]+/", ""))
              .filter(name -> name.endsWith(".class"))
              .filter(name -> PACKAGES.stream().noneMatch(name::startsWith))
              .toList());
    }
  }
}
