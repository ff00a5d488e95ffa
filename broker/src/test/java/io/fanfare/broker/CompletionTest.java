package io.fanfare.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.command.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A shell that has read the script completes what the program can be asked for. */
@Timeout(120)
final class CompletionTest {

  private final Path script;

  CompletionTest(@TempDir Path directory) throws IOException {
    script = directory.resolve("completion");
    StringWriter out = new StringWriter();
    int code =
        new StartCommand(options -> ExitCode.OK, Map.of())
            .parser()
            .setOut(new PrintWriter(out, true))
            .execute("completion");
    assertEquals(ExitCode.OK, code);
    Files.writeString(script, out.toString());
  }

  static boolean hasBash() {
    return Files.isExecutable(Path.of("/bin/bash"));
  }

  private String complete(String... words) throws IOException, InterruptedException {
    String line =
        "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_fanfare; echo \"${COMPREPLY[@]}\""
            .formatted(script, String.join(" ", words), words.length - 1);
    Process bash =
        new ProcessBuilder(List.of("/bin/bash", "--norc", "-c", line))
            // It warns that the word is not completed by the shell itself.
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String told = new String(bash.getInputStream().readAllBytes(), UTF_8).strip();
    assertEquals(0, bash.waitFor(), told);
    return told;
  }

  @Test
  @EnabledIf("hasBash")
  void bashCompletesCommandsAndOptions() throws IOException, InterruptedException {
    assertEquals("peek", complete("fanfare", "pe"));
    assertEquals("drain", complete("fanfare", "dr"));
    assertEquals("--contains", complete("fanfare", "peek", "--con"));
    assertEquals("--discard", complete("fanfare", "drain", "--dis"));
  }
}
