#!/usr/bin/env bash
# JDK 17 and 25 (HotSpot), sun.misc.Signal of the module jdk.unsupported: a process that was started
# with SIGHUP, SIGINT or SIGTERM ignored, as nohup does with the first, keeps them ignored whatever
# handler it sets. Signal.handle does not throw, though the API has an exception for it: it only
# returns SignalHandler.SIG_IGN as the handler of before, and the new one never runs. So a program that reads its files anew on
# SIGHUP does nothing at all on it where it was started by nohup; USR2 is heard there as always.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Finding.java <<'JAVA'
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

public class Finding {
  public static void main(String[] arguments) throws Exception {
    System.out.println(heard("HUP") + ", " + heard("USR2"));
  }

  private static String heard(String name) throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    SignalHandler before = Signal.handle(new Signal(name), signal -> heard.countDown());
    new ProcessBuilder("kill", "-" + name, "" + ProcessHandle.current().pid()).start().waitFor();
    String was = before == SignalHandler.SIG_IGN ? "SIG_IGN" : "a handler";
    boolean runs = heard.await(2, TimeUnit.SECONDS);
    return name + " was " + was + " and is " + (runs ? "heard" : "not heard");
  }
}
JAVA
javac -nowarn -d . Finding.java 2> /dev/null
plain=$(env --default-signal=HUP java -cp . Finding)
ignored=$(env --ignore-signal=HUP java -cp . Finding)
echo "started as usual: $plain"
echo "started with HUP ignored: $ignored"
[ "$plain" = "HUP was a handler and is heard, USR2 was a handler and is heard" ]
[ "$ignored" = "HUP was SIG_IGN and is not heard, USR2 was a handler and is heard" ]
