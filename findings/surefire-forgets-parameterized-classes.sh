#!/usr/bin/env bash
# Surefire 3.5.6 (maven-surefire-plugin) with JUnit 6.1.3 (junit-jupiter): the text report of a
# @ParameterizedClass says "Tests run: 0" although its tests ran, while the XML report of the same
# class counts each. Whoever adds up the text reports counts too few tests, and nothing tells.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir -p src/test/java
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source>
    <maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>org.junit.jupiter</groupId>
      <artifactId>junit-jupiter</artifactId>
      <version>6.1.3</version>
      <scope>test</scope>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-surefire-plugin</artifactId>
        <version>3.5.6</version>
      </plugin>
    </plugins>
  </build>
</project>
XML
cat > src/test/java/NumberTest.java <<'JAVA'
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {1, 2, 3})
class NumberTest {
  @Parameter int number;

  @Test
  void isPositive() {
    assertTrue(number > 0);
  }

  @Test
  void isSmall() {
    assertTrue(number < 10);
  }
}
JAVA
mvn -q -B test >&2
text=$(sed -n 's/^Tests run: \([0-9]*\),.*/\1/p' target/surefire-reports/NumberTest.txt)
xml=$(sed -n 's/.*<testsuite .* tests="\([0-9]*\)".*/\1/p' target/surefire-reports/TEST-NumberTest.xml)
echo "two tests in a class of three parameters: $text in the text report, $xml in the XML report"
[ "$text" -eq 0 ]
[ "$xml" -eq 6 ]
