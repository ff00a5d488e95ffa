#!/usr/bin/env bash
# Vert.x 5.0.12 (io.vertx:vertx-core) beside Jackson 2.22.4 (jackson-databind): vertx-core brings a
# jackson-core of its own, and Maven takes the one that is declared first at the same depth. So the
# order of two lines in a pom decides whether databind runs on its own core or on one four minor
# versions older, and nothing warns: ObjectMapper works until something is called that is not there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
vertx='<dependency><groupId>io.vertx</groupId><artifactId>vertx-core</artifactId><version>5.0.12</version></dependency>'
jackson='<dependency><groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-databind</artifactId><version>2.22.4</version></dependency>'

# The version of jackson-core that a project gets which declares $1 and then $2.
core() {
  cat > pom.xml <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    $1
    $2
  </dependencies>
</project>
XML
  mvn -q -B dependency:tree -DoutputFile=tree >&2
  sed -n 's/.*:jackson-core:jar:\([^:]*\):.*/\1/p' tree
}

first=$(core "$vertx" "$jackson")
second=$(core "$jackson" "$vertx")
echo "vertx-core, then jackson-databind 2.22.4: jackson-core $first"
echo "jackson-databind 2.22.4, then vertx-core: jackson-core $second"
[ "$first" = 2.18.6 ]
[ "$second" = 2.22.4 ]
