#!/usr/bin/env bash
# cyclonedx-maven-plugin 2.9.3 with Maven's offline mode: the goal that makes the bill of materials
# is skipped with a warning, though all it needs is in the local repository, and the build succeeds
# without the file. With -q, which shows no warnings, nothing tells of it; a bill of an earlier
# build stays where it was and is taken for the new one's.
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
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.jspecify</groupId>
      <artifactId>jspecify</artifactId>
      <version>1.0.0</version>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>org.cyclonedx</groupId>
        <artifactId>cyclonedx-maven-plugin</artifactId>
        <version>2.9.3</version>
        <executions>
          <execution>
            <phase>package</phase>
            <goals>
              <goal>makeBom</goal>
            </goals>
            <configuration>
              <outputFormat>json</outputFormat>
            </configuration>
          </execution>
        </executions>
      </plugin>
    </plugins>
  </build>
</project>
XML
build() {
  rm -f target/bom.json
  mvn -B "$@" package > log 2>&1 && echo "built"
  [ -e target/bom.json ] && echo "there is a bill" || echo "there is no bill"
}
{
  echo "online: $(build | paste -sd,)"
  echo "offline: $(build -o | paste -sd,)"
  grep -o 'Goal makeBom requires online mode.*' log
  echo "offline, -q: $(build -o -q | paste -sd,), $(grep -c makeBom log || true) lines of it"
} | tee seen
cat > expected <<'TEXT'
online: built,there is a bill
offline: built,there is no bill
Goal makeBom requires online mode for execution but Maven is currently offline, skipping
offline, -q: built,there is no bill, 0 lines of it
TEXT
diff expected seen
