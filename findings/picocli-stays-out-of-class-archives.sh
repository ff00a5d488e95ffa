#!/usr/bin/env bash
# picocli 4.7.7 (info.picocli:picocli): its classes have version 49 of the class file format (Java 5),
# which the JDK keeps out of class data archives. So a program that is archived to start faster
# (-XX:ArchiveClassesAtExit) still loads and verifies every class of picocli from the jar at each
# start, though all of its own come from the archive. Seen with JDK 17; JDK 25 names the same classes
# as "Old class" when it makes an AOT cache.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -q -B dependency:copy -Dartifact=info.picocli:picocli:4.7.7 -DoutputDirectory="$folder" >&2
cat > Finding.java <<'JAVA'
import picocli.CommandLine;

@CommandLine.Command(name = "finding")
public class Finding implements Runnable {
  @CommandLine.Option(names = "--port")
  int port;

  @Override
  public void run() {
    System.out.println("port " + port);
  }

  public static void main(String[] arguments) {
    new CommandLine(new Finding()).execute(arguments);
  }
}
JAVA
javac -cp picocli-4.7.7.jar -proc:none -d . Finding.java
jar --create --file finding.jar Finding.class
unzip -q picocli-4.7.7.jar picocli/CommandLine.class
version=$(od -An -t u1 -j 6 -N 2 picocli/CommandLine.class | tr -s ' ')
rm -r picocli
java -Xshare:auto -XX:ArchiveClassesAtExit=archive -cp finding.jar:picocli-4.7.7.jar \
  Finding --port 1 > /dev/null 2>&1
java -XX:SharedArchiveFile=archive -Xlog:class+load:file=loaded -cp finding.jar:picocli-4.7.7.jar \
  Finding --port 1 > /dev/null
own=$(grep -c '\] Finding source: shared objects file' loaded || true)
archived=$(grep -c '\] picocli\.[^ ]* source: shared objects file' loaded || true)
read_again=$(grep -c '\] picocli\.[^ ]* source: .*picocli-4.7.7.jar' loaded || true)
echo "class file version$version; own class from the archive: $own;" \
  "picocli from the archive: $archived, from the jar: more than 50: $((read_again > 50))"
[ "$version" = " 0 49" ] && [ "$own" -eq 1 ] && [ "$archived" -eq 0 ] && [ "$read_again" -gt 50 ]
