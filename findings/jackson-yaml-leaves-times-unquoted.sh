#!/usr/bin/env bash
# jackson-dataformat-yaml 2.22.4 with MINIMIZE_QUOTES and ALWAYS_QUOTE_NUMBERS_AS_STRINGS: it puts
# quotes around texts that would be read as numbers, such as 0x1F and 1e3, but not around "1:30", which
# YAML 1.1 reads as the number 90, nor around a date, nor around "<<". Jackson itself reads all of them
# as texts again; SnakeYAML 2.5, on which it stands, reads a number, a Date, and cannot read the third.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.fasterxml.jackson.dataformat</groupId>
      <artifactId>jackson-dataformat-yaml</artifactId>
      <version>2.22.4</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:build-classpath -Dmdep.outputFile=classpath >&2
cat > Finding.java <<'JAVA'
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

public class Finding {
  public static void main(String[] arguments) throws Exception {
    ObjectMapper mapper =
        new ObjectMapper(
            YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build());
    for (String text : new String[] {"0x1F", "1:30", "2026-11-28", "<<"}) {
      String written = mapper.writeValueAsString(Map.of("a", text)).strip();
      Object itself = mapper.readValue(written, Map.class).get("a");
      Object snake;
      try {
        Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(written);
        snake = read.get("a").getClass().getSimpleName();
      } catch (RuntimeException refused) {
        snake = refused.getClass().getSimpleName();
      }
      System.out.println(written + " | " + itself.getClass().getSimpleName() + " | " + snake);
    }
  }
}
JAVA
seen=$(java -cp "$(cat classpath)" Finding.java)
echo "$seen"
[ "$seen" = 'a: "0x1F" | String | String
a: 1:30 | String | Integer
a: 2026-11-28 | String | Date
a: << | String | ConstructorException' ]
