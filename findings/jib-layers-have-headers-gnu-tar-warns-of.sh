#!/usr/bin/env bash
# jib-maven-plugin 3.5.2: each entry of a layer has the extended header LIBARCHIVE.creationtime, which
# nobody asked for and which GNU tar does not know. So whoever unpacks an image by hand, to look at it
# or to run it without a daemon, gets a warning for each file and each directory, and status 0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir -p extra target/classes
for name in one two three; do echo "$name" > "extra/$name"; done
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <build>
    <plugins>
      <plugin>
        <groupId>com.google.cloud.tools</groupId>
        <artifactId>jib-maven-plugin</artifactId>
        <version>3.5.2</version>
        <configuration>
          <from><image>scratch</image></from>
          <to><image>finding</image></to>
          <containerizingMode>exploded</containerizingMode>
          <container>
            <format>OCI</format>
            <entrypoint><arg>/one</arg></entrypoint>
          </container>
          <extraDirectories>
            <paths><path><from>extra</from></path></paths>
          </extraDirectories>
        </configuration>
      </plugin>
    </plugins>
  </build>
</project>
XML
mvn -q -B com.google.cloud.tools:jib-maven-plugin:3.5.2:buildTar >&2
mkdir image layers
tar -xf target/jib-image.tar -C image
warnings=0
for blob in image/blobs/sha256/*; do
  if tar -tf "$blob" 2> /dev/null | grep -q '^one$'; then
    tar -xf "$blob" -C layers 2> said
    warnings=$(grep -c "Ignoring unknown extended header keyword 'LIBARCHIVE.creationtime'" said)
  fi
done
echo "$(find layers -type f | wc -l) files unpacked, $warnings warnings"
[ "$(cat layers/one)" = one ]
[ "$warnings" -ge 3 ]
